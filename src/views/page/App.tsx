import { useState } from "react";
import { english } from "../../messages/english.ts";
import type { Analysis } from "../../store/analysis.ts";
import { CloudView } from "../cloud/CloudView.tsx";
import { Header } from "../header/Header.tsx";
import { LayersView } from "../layers/LayersView.tsx";
import { SpectrumView } from "../spectrum/SpectrumView.tsx";
import { TextView } from "../text/TextView.tsx";
import styles from "./App.module.css";
import { Boundary } from "./Boundary.tsx";
import { DetailView } from "./DetailView.tsx";
import { TabBar, type PhoneTab } from "./TabBar.tsx";

/** The page: text at the left, layers above, cloud, spectrum and details below; on a phone one view at a time. */
export function App({ analysis }: { readonly analysis: Analysis }) {
  const [tab, setTab] = useState<PhoneTab>("cloud");
  return (
    <div className={styles.page} data-tab={tab}>
      <a className={styles.skip} href="#charts">
        {english.app.skip}
      </a>
      <Header onBackend={analysis.restart} />
      <main className={styles.main} aria-label={english.app.mainLabel}>
        <div className={styles.text}>
          <Boundary>
            <TextView analysis={analysis} />
          </Boundary>
        </div>
        <div className={styles.layers} id="charts" tabIndex={-1}>
          <Boundary>
            <LayersView />
          </Boundary>
        </div>
        <TabBar value={tab} onChange={setTab} />
        <div className={styles.cloud} data-view="cloud">
          <Boundary>
            <CloudView />
          </Boundary>
        </div>
        <div className={styles.spectrum} data-view="spectrum">
          <Boundary>
            <SpectrumView />
          </Boundary>
        </div>
        <div className={styles.details} data-view="details">
          <Boundary>
            <DetailView />
          </Boundary>
        </div>
      </main>
    </div>
  );
}

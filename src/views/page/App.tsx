import { useState } from "react";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import { ComparisonBar } from "../comparison/ComparisonBar.tsx";
import { useHoldKey } from "../comparison/useHoldKey.ts";
import { Header } from "../header/Header.tsx";
import { LabBar } from "../lab/LabBar.tsx";
import { layouts } from "../modes/layouts.ts";
import { ModelOffer } from "../models/ModelOffer.tsx";
import styles from "./App.module.css";
import { Boundary } from "./Boundary.tsx";
import { FileDrop } from "./FileDrop.tsx";
import { TabBar, type PhoneTab } from "./TabBar.tsx";
import { TitleHints } from "./TitleHints.tsx";

/** The page: text at the left, layers above, cloud, spectrum and details below; on a phone one view at a time. */
export function App() {
  const messages = useMessages();
  const layout = layouts[useApp((state) => state.view.mode)];
  const comparing = useApp((state) => state.comparison.held !== null) && layout.compares;
  const [tab, setTab] = useState<PhoneTab>("cloud");
  useHoldKey();
  return (
    <div className={styles.page} data-tab={tab} data-comparing={comparing || undefined}>
      <a className={styles.skip} href="#charts">
        {messages.app.skip}
      </a>
      <Header />
      <ModelOffer />
      {comparing && <ComparisonBar />}
      <main className={styles.main} aria-label={messages.app.mainLabel}>
        <div className={styles.text}>
          <Boundary>
            <layout.text />
          </Boundary>
        </div>
        <div className={styles.layers} id="charts" tabIndex={-1}>
          <Boundary>
            <layout.layers />
          </Boundary>
        </div>
        <TabBar value={tab} onChange={setTab} />
        <div className={styles.cloud} data-view="cloud">
          <Boundary>
            <layout.cloud />
          </Boundary>
        </div>
        <div className={styles.spectrum} data-view="spectrum">
          <Boundary>
            <layout.spectrum />
          </Boundary>
        </div>
        <div className={styles.details} data-view="details">
          <Boundary>
            <layout.details />
          </Boundary>
        </div>
      </main>
      <LabBar />
      <FileDrop />
      <TitleHints />
    </div>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { useState } from "react";
import { ComparisonBar } from "../comparison/ComparisonBar.tsx";
import { useHoldKey } from "../comparison/useHoldKey.ts";
import { CloudView } from "../cloud/CloudView.tsx";
import { LabBar } from "../lab/LabBar.tsx";
import { LabCloud } from "../lab/LabCloud.tsx";
import { LabCurves } from "../lab/LabCurves.tsx";
import { LabDetail } from "../lab/LabDetail.tsx";
import { LabPanel } from "../lab/LabPanel.tsx";
import { SweepView } from "../lab/SweepView.tsx";
import { useApp } from "../../store/appState.ts";
import { Header } from "../header/Header.tsx";
import { LayersView } from "../layers/LayersView.tsx";
import { SpectrumView } from "../spectrum/SpectrumView.tsx";
import { VectorsView } from "../vectors/VectorsView.tsx";
import { TextView } from "../text/TextView.tsx";
import styles from "./App.module.css";
import { Boundary } from "./Boundary.tsx";
import { ModelOffer } from "../models/ModelOffer.tsx";
import { FileDrop } from "./FileDrop.tsx";
import { DetailView } from "./DetailView.tsx";
import { TabBar, type PhoneTab } from "./TabBar.tsx";

/** The page: text at the left, layers above, cloud, spectrum and details below; on a phone one view at a time. */
export function App() {
  const messages = useMessages();
  const lab = useApp((state) => state.view.mode === "lab");
  const comparing = useApp((state) => state.comparison.held !== null) && !lab;
  useHoldKey();
  const vectors = useApp((state) => state.vectors);
  const [tab, setTab] = useState<PhoneTab>("cloud");
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
          <Boundary>{lab ? <LabPanel /> : vectors === null ? <TextView /> : <VectorsView />}</Boundary>
        </div>
        <div className={styles.layers} id="charts" tabIndex={-1}>
          <Boundary>{lab ? <LabCurves /> : <LayersView />}</Boundary>
        </div>
        <TabBar value={tab} onChange={setTab} />
        <div className={styles.cloud} data-view="cloud">
          <Boundary>{lab ? <LabCloud /> : <CloudView />}</Boundary>
        </div>
        <div className={styles.spectrum} data-view="spectrum">
          <Boundary>{lab ? <LabDetail /> : <SpectrumView />}</Boundary>
        </div>
        <div className={styles.details} data-view="details">
          <Boundary>{lab ? <SweepView /> : <DetailView />}</Boundary>
        </div>
      </main>
      <LabBar />
      <FileDrop />
    </div>
  );
}

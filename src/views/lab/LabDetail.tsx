import { useMessages } from "../../messages/MessagesContext.ts";
import { useState } from "react";
import { Toggle } from "../page/Choice.tsx";
import { LabLayers } from "./LabLayers.tsx";
import { LabSpectrum } from "./LabSpectrum.tsx";
import styles from "./SweepView.module.css";

type Detail = "spectrum" | "layers";

/** Beside the held-out cloud: its spectrum, or every layer before and after training. */
export function LabDetail() {
  const messages = useMessages();
  const [detail, setDetail] = useState<Detail>("spectrum");
  const heading = (
    <div className={styles.modes}>
      <Toggle
        label={messages.labLayers.viewsLabel}
        value={detail}
        options={[
          { value: "spectrum", text: messages.labLayers.views.spectrum },
          { value: "layers", text: messages.labLayers.views.layers },
        ]}
        onChange={(value) => setDetail(value as Detail)}
      />
    </div>
  );
  switch (detail) {
    case "spectrum":
      return <LabSpectrum heading={heading} />;
    case "layers":
      return <LabLayers heading={heading} />;
  }
}

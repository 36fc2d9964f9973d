import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import { saveFile } from "../../store/effects/saveFile.ts";
import styles from "../header/ExportMenu.module.css";
import { Menu } from "../page/Menu.tsx";
import { labAsCsv, labAsReport } from "./labExport.ts";

/** Saves the curves of the lab's run as a file. */
export function LabExportMenu() {
  const messages = useMessages();
  const isEmpty = useApp((state) => (state.lab.current?.evaluations.length ?? 0) === 0);
  return (
    <Menu label={messages.header.export} title={messages.lab.exportHint}>
      <div className={styles.list}>
        <button
          type="button"
          disabled={isEmpty}
          onClick={() =>
            saveFile(
              "isoscope-lab.json",
              "application/json",
              JSON.stringify(labAsReport(useApp.getState().lab), null, 2),
            )
          }
        >
          {messages.lab.exportJson}
        </button>
        <button
          type="button"
          disabled={isEmpty}
          onClick={() => saveFile("isoscope-lab-curves.csv", "text/csv", labAsCsv(useApp.getState().lab))}
        >
          {messages.lab.exportCsv}
        </button>
      </div>
    </Menu>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import { Menu } from "../page/Menu.tsx";
import styles from "./ExportMenu.module.css";
import { saveFile } from "../../store/effects/saveFile.ts";
import { exportedJson, resultsAsCsv } from "./exportResults.ts";

/** Saves the numbers on screen as a file. */
export function ExportMenu() {
  const messages = useMessages();
  const engine = useApp((state) => state.engine);
  const comparison = useApp((state) => state.comparison);
  return (
    <Menu label={messages.header.export} title={messages.header.exportHint}>
      <div className={styles.list}>
        <button
          type="button"
          disabled={engine.results === null}
          onClick={() =>
            saveFile("isoscope.json", "application/json", JSON.stringify(exportedJson(useApp.getState()), null, 2))
          }
        >
          {messages.header.exportJson}
        </button>
        <button
          type="button"
          disabled={engine.results === null}
          onClick={() => saveFile("isoscope-layers.csv", "text/csv", resultsAsCsv(engine, comparison))}
        >
          {messages.header.exportCsv}
        </button>
      </div>
    </Menu>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import { Menu } from "../page/Menu.tsx";
import styles from "./ExportMenu.module.css";
import { saveFile } from "../../store/effects/saveFile.ts";
import { exportName } from "./exportName.ts";

/** The writers of files are loaded when one is asked for. */
const writers = () => import("./exportResults.ts");

/** Saves the numbers on screen as a file. */
export function ExportMenu() {
  const messages = useMessages();
  const nothing = useApp((state) => state.engine.results === null);
  return (
    <Menu label={messages.header.export} title={messages.header.exportHint}>
      <div className={styles.list}>
        <button type="button" disabled={nothing} onClick={() => void saveJson()}>
          {messages.header.exportJson}
        </button>
        <button type="button" disabled={nothing} onClick={() => void saveCsv()}>
          {messages.header.exportCsv}
        </button>
      </div>
    </Menu>
  );
}

async function saveJson(): Promise<void> {
  const state = useApp.getState();
  const { exportedJson } = await writers();
  saveFile(exportName(state, ".json"), "application/json", JSON.stringify(await exportedJson(state), null, 2));
}

async function saveCsv(): Promise<void> {
  const state = useApp.getState();
  const { resultsAsCsv } = await writers();
  saveFile(exportName(state, "-layers.csv"), "text/csv", await resultsAsCsv(state));
}

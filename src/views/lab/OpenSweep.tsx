import { useMessages } from "../../messages/MessagesContext.ts";
import { mostSweepBytes, readSweepJson, type ReadSweep } from "../../store/sweepFile.ts";
import { OpenFiles } from "../page/OpenFiles.tsx";
import styles from "./SweepView.module.css";

/** Opens a sweep that was saved as JSON. @param onRead is given what was read, or why nothing was. */
export function OpenSweep({ onRead }: { readonly onRead: (name: string, read: ReadSweep) => void }) {
  const messages = useMessages();
  const open = async (file: File) => {
    if (file.size > mostSweepBytes)
      return onRead(file.name, { kind: "refused", fault: { code: "too-large", most: mostSweepBytes } });
    try {
      onRead(file.name, readSweepJson(await file.text()));
    } catch {
      onRead(file.name, { kind: "refused", fault: { code: "unreadable" } });
    }
  };
  return (
    <OpenFiles
      className={styles.open}
      text={messages.lab.sweep.open}
      title={messages.lab.sweep.openHint}
      accept=".json,application/json"
      onFiles={([file]) => void open(file!)}
    />
  );
}

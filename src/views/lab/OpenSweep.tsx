import { useMessages } from "../../messages/MessagesContext.ts";
import { mostSweepBytes, readSweepJson, type ReadSweep } from "../../store/sweepFile.ts";
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
    <label className={styles.open} title={messages.lab.sweep.openHint}>
      {messages.lab.sweep.open}
      <input
        type="file"
        className="visually-hidden"
        accept=".json,application/json"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) void open(file);
          event.target.value = "";
        }}
      />
    </label>
  );
}

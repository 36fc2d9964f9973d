import { actions } from "../../store/actions/actions.ts";
import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from "react";
import styles from "./OwnData.module.css";

interface TableDropProps {
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** The lab's panel, on which a table can be dropped or pasted at any time. */
export function TableDrop({ className, children }: TableDropProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) actions.lab.openTable(file);
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.includes("\n")) actions.lab.openTable(text);
  };
  return (
    <section
      className={`${className ?? ""} ${over ? styles.over : ""}`}
      aria-labelledby="lab-title"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
      tabIndex={-1}
    >
      {children}
    </section>
  );
}

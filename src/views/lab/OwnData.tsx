import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from "react";
import { english } from "../../messages/english.ts";
import { useApp } from "../../store/appStore.ts";
import type { Lab } from "../../store/labControl.ts";
import { Choice } from "../page/Choice.tsx";
import styles from "./OwnData.module.css";

const words = english.lab;

async function openFile(lab: Lab, file: File): Promise<void> {
  lab.openTable(new Uint8Array(await file.arrayBuffer()), file.name);
}

interface TableDropProps {
  readonly lab: Lab;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** The lab's panel, on which a table can be dropped or pasted at any time. */
export function TableDrop({ lab, className, children }: TableDropProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void openFile(lab, file);
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.includes("\n")) lab.openTable(text, "");
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

/** A person's own table: how to bring one, which of its columns are used, and what became of its rows. */
export function OwnData({ lab }: { readonly lab: Lab }) {
  const own = useApp((state) => state.lab.own);
  const problem = useApp((state) => state.lab.tableProblem);
  return (
    <div className={styles.own}>
      <p className="quiet">
        {words.ownAbout}{" "}
        <label className={styles.open}>
          {words.ownOpen}
          <input
            type="file"
            className="visually-hidden"
            accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) void openFile(lab, file);
              event.target.value = "";
            }}
          />
        </label>
        .
      </p>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {own !== null && (
        <>
          <p>{own.name}</p>
          <Choice
            label={words.textColumn}
            value={own.textColumn}
            options={own.table.columns.map((column) => ({ value: column, text: column }))}
            onChange={(textColumn) => lab.chooseColumns({ textColumn })}
          />
          <Choice
            label={words.labelColumn}
            value={own.labelColumn ?? ""}
            options={[...(own.labelColumn === null ? [{ value: "", text: words.noColumn }] : []), ...own.table.columns.map((column) => ({ value: column, text: column }))]}
            onChange={(labelColumn) => lab.chooseColumns({ labelColumn })}
          />
          {(own.similarLabels || own.mergeSimilarLabels) && (
            <label>
              <input
                type="checkbox"
                checked={own.mergeSimilarLabels}
                onChange={(event) => lab.chooseColumns({ mergeSimilarLabels: event.target.checked })}
              />{" "}
              {words.merge}
            </label>
          )}
          {own.notes.map((note) => (
            <p key={note} className={styles.note}>
              {note}
            </p>
          ))}
        </>
      )}
    </div>
  );
}

import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import type { OwnTable } from "../../store/lab.ts";
import { Choice } from "../page/Choice.tsx";
import { OpenFiles } from "../page/OpenFiles.tsx";
import styles from "./OwnData.module.css";

/** A person's own table: how to bring one, which of its columns are used, and what became of its rows. */
export function OwnData() {
  const messages = useMessages();
  const own = useApp((state) => state.lab.own);
  return (
    <div className={styles.own}>
      <p className="quiet">
        {messages.labTable.about}{" "}
        <OpenFiles
          className={styles.open}
          text={messages.labTable.open}
          accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json"
          onFiles={([file]) => actions.lab.openTable(file!)}
        />
        .
      </p>
      <TableState />
      {own !== null && <Columns own={own} />}
    </div>
  );
}

/** What is being read, and why what was read can't be used. */
export function TableState() {
  const messages = useMessages();
  const own = useApp((state) => state.lab.own);
  const reading = useApp((state) => state.lab.reading);
  const problem = useApp((state) => state.lab.tableProblem);
  return (
    <>
      {reading !== null && (
        <p className={styles.reading} role="status">
          {messages.labTable.reading(reading.name)}{" "}
          <button type="button" className={styles.action} onClick={actions.lab.stopReading}>
            {messages.labTable.stop}
          </button>
        </p>
      )}
      {problem !== null && (
        <div className={styles.problem}>
          <p role="alert">{messages.labTable.problem(problem)}</p>
          {own !== null && own.data === null && own.canLeaveOut && <LeaveOut leaveOut />}
        </div>
      )}
    </>
  );
}

function Columns({ own }: { readonly own: OwnTable }) {
  const messages = useMessages();
  const { textColumn, labelColumn, mergeSimilarLabels, leaveOutSingleRowClasses } = own.choice;
  const columns = own.columns.map((column) => ({ value: column, text: column }));
  return (
    <>
      <p className={styles.name}>{own.name === "" ? messages.labTable.pasted : own.name}</p>
      <Choice
        label={messages.labTable.textColumn}
        value={textColumn}
        options={columns}
        onChange={(chosen) => actions.lab.chooseFromTable({ textColumn: chosen })}
      />
      <Choice
        label={messages.labTable.labelColumn}
        value={labelColumn ?? ""}
        options={[...(labelColumn === null ? [{ value: "", text: messages.labTable.noColumn }] : []), ...columns]}
        onChange={(chosen) => actions.lab.chooseFromTable({ labelColumn: chosen })}
      />
      {(own.similarLabels || mergeSimilarLabels) && (
        <label>
          <input
            type="checkbox"
            checked={mergeSimilarLabels}
            onChange={(event) => actions.lab.chooseFromTable({ mergeSimilarLabels: event.target.checked })}
          />{" "}
          {messages.labTable.merge}
        </label>
      )}
      {(own.report === null ? [] : messages.faults.rows(own.report)).map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      {own.data !== null && own.canLeaveOut && <LeaveOut leaveOut />}
      {leaveOutSingleRowClasses && <LeaveOut leaveOut={false} />}
    </>
  );
}

function LeaveOut({ leaveOut }: { readonly leaveOut: boolean }) {
  const messages = useMessages();
  return (
    <button
      type="button"
      className={styles.action}
      onClick={() => actions.lab.chooseFromTable({ leaveOutSingleRowClasses: leaveOut })}
    >
      {leaveOut ? messages.labTable.leaveOut : messages.labTable.takeBack}
    </button>
  );
}

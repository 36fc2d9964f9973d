import { useMessages } from "../../messages/MessagesContext.ts";
import styles from "./TableTwin.module.css";

/** A table for a file: all rows, values as they are and not as they are shown. */
export interface SavedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** What the values come from, where it is not what is on screen. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** A chart's numbers as a table: what the picture shows, for eyes and tools that read text. */
export interface TableTwin {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Said under the table, for instance that it shows a part. */
  readonly note?: string;
  /** What a file gets; the rows shown, where this is absent. */
  readonly saved?: () => SavedTable;
}

export function TableTwinView({ title, twin }: { readonly title: string; readonly twin: TableTwin }) {
  const messages = useMessages();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={messages.chart.tableOf(title)}>
      <table>
        <caption className="visually-hidden">{messages.chart.tableOf(title)}</caption>
        <thead>
          <tr>
            {twin.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={twin.columns[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {twin.note !== undefined && <p className="quiet">{twin.note}</p>}
    </div>
  );
}

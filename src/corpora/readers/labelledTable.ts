/** Reads a person's own labelled rows: CSV, TSV or JSON Lines, pasted or dropped. */
import { InputError } from "../inputError.ts";
import { readDelimited } from "./delimited.ts";
import { detectColumns, type DetectedColumns } from "./detectColumns.ts";
import { readJsonLines } from "./jsonl.ts";
import { rowsOfTable, type RowsOptions, type TableRows } from "./tableRows.ts";
import { decodeText } from "./text.ts";
import { unusedTexts } from "./unusedTexts.ts";

export interface LabelledTable {
  /** Names of the columns, each once; "column 1" … where the file has no header. */
  readonly columns: readonly string[];
  /** The columns that seem to hold texts and labels. */
  readonly detected: DetectedColumns;
  /** Number of rows, blank ones and the header left out. */
  readonly rowCount: number;
  /**
   * The rows of two columns, ready to train on.
   *
   * @throws InputError table-no-label-column (the label column is null), table-no-rows, table-one-class, table-many-classes.
   * @throws RangeError if there is no column of that name.
   */
  rows(textColumn: string, labelColumn: string | null, options?: RowsOptions): TableRows;
}

/** By the file's name; text without a telling name is JSON if it begins as an object does, or an array of objects. */
function isJsonLines(text: string, fileName: string): boolean {
  if (/\.(?:jsonl|ndjson|json)$/i.test(fileName)) return true;
  return !/\.[ct]sv$/i.test(fileName) && /^\s*(?:\[\s*)?\{\s*["}]/.test(text);
}

/**
 * Reads a table and detects its columns.
 *
 * @param input The bytes of a file, or pasted text.
 * @param fileName Tells JSON Lines (.jsonl, .ndjson, .json) from delimited text (.csv, .tsv); empty for pasted text.
 * @throws InputError text-binary, text-not-utf8, table-empty, table-quote, table-ragged, table-no-label-column (there is
 * one column only), jsonl-invalid, jsonl-no-object, json-no-object.
 */
export function readLabelledTable(input: Uint8Array | string, fileName: string): LabelledTable {
  const text = (typeof input === "string" ? input : decodeText(input)).replace(/^\ufeff/, "");
  const table = isJsonLines(text, fileName) ? readJsonLines(text) : readDelimited(text);
  if (table.columns.length < 2) throw new InputError({ code: "table-no-label-column", columns: table.columns.length });
  return {
    columns: table.columns,
    detected: detectColumns(table),
    rowCount: table.rows.length,
    rows(textColumn, labelColumn, options) {
      if (labelColumn === null) throw new InputError({ code: "table-no-label-column", columns: table.columns.length });
      const { data, report } = rowsOfTable(table, textColumn, labelColumn, options);
      return {
        data,
        report: {
          ...report,
          unusedTexts: unusedTexts(table, textColumn, labelColumn),
          emptyLastColumn: table.emptyLastColumn ?? false,
        },
      };
    },
  };
}

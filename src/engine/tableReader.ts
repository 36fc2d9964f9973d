/** Reads a person's own table of labelled rows and keeps the last one, so that another choice of columns need not read again. */
import { InputError, type InputProblem } from "../corpora/inputError.ts";
import { chooseRowsOfTable, firstChoice, type ChosenRows, type TableChoice } from "../corpora/readers/chosenRows.ts";
import { readLabelledTable, type LabelledTable } from "../corpora/readers/labelledTable.ts";
import { mostTableBytes } from "../corpora/readers/table.ts";

export interface TableQuestion {
  /** Another number for each table opened. */
  readonly table: number;
  /** The file's name; empty for pasted text. */
  readonly name: string;
  /** A File is a handle: handing it from thread to thread copies no bytes. */
  readonly input: File | string;
  /** Null for the columns that seem right. */
  readonly choice: TableChoice | null;
}

export type TableAnswer =
  | {
      readonly kind: "read";
      readonly columns: readonly string[];
      readonly choice: TableChoice;
      readonly rows: ChosenRows;
    }
  | TableProblem;

/** Why a table can't be used. */
export type TableProblem =
  | { readonly kind: "refused"; readonly problem: InputProblem }
  /** The file has been moved, changed or deleted since it was opened. */
  | { readonly kind: "file-gone" }
  /** `detail` is what the browser says, in words of its own. */
  | { readonly kind: "failed"; readonly detail: string };

export class TableReader {
  private kept: { readonly number: number; readonly table: LabelledTable } | undefined;

  /** Never rejects. */
  async answer({ table: number, name, input, choice }: TableQuestion): Promise<TableAnswer> {
    try {
      if (this.kept?.number !== number) {
        // The one before goes first: two may not fit.
        this.kept = undefined;
        this.kept = { number, table: readLabelledTable(await contentOf(input), name) };
      }
      const { table } = this.kept;
      const taken = choice ?? firstChoice(table);
      return { kind: "read", columns: table.columns, choice: taken, rows: chooseRowsOfTable(table, taken) };
    } catch (error) {
      if (error instanceof InputError) return { kind: "refused", problem: error.problem };
      if (error instanceof DOMException && (error.name === "NotReadableError" || error.name === "NotFoundError"))
        return { kind: "file-gone" };
      return { kind: "failed", detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

async function contentOf(input: File | string): Promise<Uint8Array | string> {
  if (typeof input === "string") return input;
  if (input.size > mostTableBytes)
    throw new InputError({ code: "table-too-large", bytes: input.size, most: mostTableBytes });
  return new Uint8Array(await input.arrayBuffer());
}

/**
 * What can be wrong with text or numbers that a person gives: a code with the figures that belong to it, which the
 * message catalogue words for the page and for the command line.
 */
import type { VectorProblem } from "./vectorProblem.ts";

export type InputProblem =
  /** The text has no line with a visible character. */
  | { readonly code: "text-empty" }
  /** The bytes of this line (counted from 1) are no UTF-8. */
  | { readonly code: "text-not-utf8"; readonly line: number }
  /** The bytes are no text at all: they hold NULs. `offset` is that of the first. */
  | { readonly code: "text-binary"; readonly offset: number }
  /** The file is a pointer of Git LFS to one of so many bytes, 0 if it does not say; pasted text has no file's name. */
  | { readonly code: "git-lfs-pointer"; readonly file: string; readonly bytes: number }
  | VectorProblem
  /** The file of rows has none: it is empty, blank, or a header alone. */
  | { readonly code: "table-empty" }
  | { readonly code: "table-too-large"; readonly bytes: number; readonly most: number }
  /** A quoted cell that begins in this line (counted from 1) does not end, or goes on after its closing quote. */
  | { readonly code: "table-quote"; readonly line: number }
  /** The row in this line (counted from 1) has another number of cells than the first row. */
  | { readonly code: "table-ragged"; readonly line: number; readonly expected: number; readonly found: number }
  /** There is one column only, or no column of labels was found among so many and none was chosen. */
  | { readonly code: "table-no-label-column"; readonly columns: number }
  /** No row has both a text and a label. */
  | { readonly code: "table-no-rows"; readonly textColumn: string; readonly labelColumn: string }
  /** One class is there, or one is left when `leftOut` classes with one row each have been left out. */
  | { readonly code: "table-one-class"; readonly labelColumn: string; readonly label: string; readonly leftOut: number }
  /** Nothing is left when the classes with one row are left out. */
  | { readonly code: "table-single-rows"; readonly labelColumn: string; readonly classes: number }
  /** `singleRow` of the classes have one row only. */
  | {
      readonly code: "table-many-classes";
      readonly labelColumn: string;
      readonly classes: number;
      readonly most: number;
      readonly singleRow: number;
    }
  /** The line (counted from 1) is no JSON. */
  | { readonly code: "jsonl-invalid"; readonly line: number }
  /** The line (counted from 1) is JSON, but no object. */
  | { readonly code: "jsonl-no-object"; readonly line: number }
  /** A value in this line (counted from 1) is nested more than `most` levels deep. */
  | { readonly code: "jsonl-nested"; readonly line: number; readonly most: number }
  /** The file is a JSON array, and a value in this entry (counted from 1) is nested more than `most` levels deep. */
  | { readonly code: "json-nested"; readonly entry: number; readonly most: number }
  /** More columns than a table can have, or so many in so many rows that nearly all cells would be empty. */
  | { readonly code: "table-many-columns"; readonly columns: number; readonly rows: number }
  | { readonly code: "table-many-rows"; readonly most: number }
  /** The file is a JSON array, and this entry (counted from 1) is no object. */
  | { readonly code: "json-no-object"; readonly entry: number };

/** Thrown for input that can't be used. Its message is for logs; the catalogue words the problem. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(JSON.stringify(problem));
    this.problem = problem;
  }

  get code(): InputProblem["code"] {
    return this.problem.code;
  }
}

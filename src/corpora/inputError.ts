/**
 * What can be wrong with text or numbers that a person gives: a code with the figures that belong to it. The page words
 * the codes in its message catalogue; the command line prints the English sentence that the error carries.
 */
import { describeVectorProblem, isVectorProblem, type VectorProblem } from "./vectorProblem.ts";

export type InputProblem =
  /** The text has no line with a visible character. */
  | { readonly code: "text-empty" }
  /** The bytes of this line (counted from 1) are no UTF-8. */
  | { readonly code: "text-not-utf8"; readonly line: number }
  /** The bytes are no text at all: they hold NULs. `offset` is that of the first. */
  | { readonly code: "text-binary"; readonly offset: number }
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
  | { readonly code: "jsonl-no-object"; readonly line: number };

/** The problem in one plain English sentence. */
export function describeInputProblem(problem: InputProblem): string {
  if (isVectorProblem(problem)) return describeVectorProblem(problem);
  switch (problem.code) {
    case "text-empty":
      return "The text has no sentences: every line is empty.";
    case "text-not-utf8":
      return `Line ${problem.line} is not valid UTF-8; save the file as UTF-8 text.`;
    case "text-binary":
      return `This is no text file: it has a NUL at byte ${problem.offset}.`;
    case "table-empty":
      return "The file has no rows: it needs a text and a label in each line.";
    case "table-too-large":
      return `The file has ${Math.ceil(problem.bytes / 2 ** 20)} MB; tables of up to ${problem.most / 2 ** 20} MB can be read. Save fewer of its rows: 10,000 are used at most.`;
    case "table-quote":
      return `The quoted value that begins in line ${problem.line} does not end properly: close it with a quote, and double each quote inside it.`;
    case "table-ragged":
      return `Line ${problem.line} has ${values(problem.found)}, the first line has ${problem.expected}; put a value that contains the separator in quotes.`;
    case "table-no-label-column":
      return problem.columns < 2
        ? "There is no label column: each line needs a text and a label, separated by a comma, a semicolon or a tab."
        : "There is no label column: none has 2 to 20 different values that come back. Choose the column of the labels.";
    case "table-no-rows":
      return `No row has both a text in the column “${problem.textColumn}” and a label in the column “${problem.labelColumn}”.`;
    case "table-one-class":
      if (problem.leftOut > 0)
        return `Without the classes of one row, only the label “${problem.label}” is left in the column “${problem.labelColumn}”; a classifier needs at least two classes.`;
      return `All rows have the label “${problem.label}” in the column “${problem.labelColumn}”; a classifier needs at least two classes.`;
    case "table-single-rows":
      return `Each of the ${problem.classes} labels in the column “${problem.labelColumn}” stands in a single row; without them nothing is left. Choose the column of the labels.`;
    case "table-many-classes":
      return `The column “${problem.labelColumn}” has ${problem.classes} different labels; up to ${problem.most} classes can be trained on.`;
    case "jsonl-invalid":
      return `Line ${problem.line} is not valid JSON; JSON Lines has one whole object in each line.`;
    case "jsonl-no-object":
      return `Line ${problem.line} is no JSON object; JSON Lines has an object such as {"text": "…", "label": "…"} in each line.`;
  }
}

function values(count: number): string {
  return count === 1 ? "1 value" : `${count} values`;
}

/** Thrown for input that can't be used. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(describeInputProblem(problem));
    this.problem = problem;
  }

  get code(): InputProblem["code"] {
    return this.problem.code;
  }
}

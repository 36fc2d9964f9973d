/**
 * What can be wrong with text or numbers that a person gives: a code with the figures that belong to it. The page words
 * the codes in its message catalogue; the command line prints the English sentence that the error carries.
 */
export type InputProblem =
  /** The text has no line with a visible character. */
  | { readonly code: "text-empty" }
  /** The bytes of this line (counted from 1) are no UTF-8. */
  | { readonly code: "text-not-utf8"; readonly line: number }
  /** The bytes are no text at all: they hold NULs. `offset` is that of the first. */
  | { readonly code: "text-binary"; readonly offset: number }
  | { readonly code: "npy-not-npy" }
  | { readonly code: "npy-version"; readonly major: number; readonly minor: number }
  /** The file ends inside its header, which should reach to byte `expected`. */
  | { readonly code: "npy-header-cut"; readonly expected: number; readonly found: number }
  /** The header is no dictionary of descr, fortran_order and shape. `detail` is the header's part that is wrong. */
  | { readonly code: "npy-header"; readonly detail: string }
  | { readonly code: "npy-type"; readonly descr: string }
  | { readonly code: "npy-dimensions"; readonly shape: readonly number[] }
  | { readonly code: "npy-empty"; readonly rows: number; readonly columns: number }
  /** The values take another number of bytes than the shape needs. */
  | { readonly code: "npy-length"; readonly rows: number; readonly columns: number; readonly expected: number; readonly found: number }
  /** Row and column are counted from 0, as NumPy counts them. */
  | { readonly code: "npy-not-finite"; readonly row: number; readonly column: number; readonly value: string }
  /** The file of rows has none: it is empty, blank, or a header alone. */
  | { readonly code: "table-empty" }
  /** A quoted cell that begins in this line (counted from 1) does not end, or goes on after its closing quote. */
  | { readonly code: "table-quote"; readonly line: number }
  /** The row in this line (counted from 1) has another number of cells than the first row. */
  | { readonly code: "table-ragged"; readonly line: number; readonly expected: number; readonly found: number }
  /** There is one column only, or no column of labels was found among so many and none was chosen. */
  | { readonly code: "table-no-label-column"; readonly columns: number }
  /** No row has both a text and a label. */
  | { readonly code: "table-no-rows"; readonly textColumn: string; readonly labelColumn: string }
  | { readonly code: "table-one-class"; readonly labelColumn: string; readonly label: string }
  | { readonly code: "table-many-classes"; readonly labelColumn: string; readonly classes: number; readonly most: number }
  /** The line (counted from 1) is no JSON. */
  | { readonly code: "jsonl-invalid"; readonly line: number }
  /** The line (counted from 1) is JSON, but no object. */
  | { readonly code: "jsonl-no-object"; readonly line: number };

/** The problem in one plain English sentence. */
export function describeInputProblem(problem: InputProblem): string {
  switch (problem.code) {
    case "text-empty":
      return "The text has no sentences: every line is empty.";
    case "text-not-utf8":
      return `Line ${problem.line} is not valid UTF-8; save the file as UTF-8 text.`;
    case "text-binary":
      return `This is no text file: it has a NUL at byte ${problem.offset}.`;
    case "npy-not-npy":
      return "This is no .npy file: it does not begin with \\x93NUMPY.";
    case "npy-version":
      return `The .npy file has format version ${problem.major}.${problem.minor}; versions 1.0, 2.0 and 3.0 can be read.`;
    case "npy-header-cut":
      return `The .npy file ends inside its header: it has ${problem.found} bytes, its header needs ${problem.expected}.`;
    case "npy-header":
      return `The header of the .npy file can't be read: ${problem.detail}.`;
    case "npy-type":
      return `The .npy file holds values of type ${problem.descr}; float16, float32 and float64 can be read.`;
    case "npy-dimensions":
      return `The .npy file holds an array of shape ${pythonTuple(problem.shape)}; a cloud of points has two dimensions, n × d.`;
    case "npy-empty":
      return `The .npy file holds no points: its shape is ${problem.rows} × ${problem.columns}.`;
    case "npy-length":
      return `The .npy file should have ${problem.expected} bytes of values for its shape ${problem.rows} × ${problem.columns}, and has ${problem.found}.`;
    case "npy-not-finite":
      return `Row ${problem.row}, column ${problem.column} of the .npy file is ${problem.value}; every value has to be a finite number.`;
    case "table-empty":
      return "The file has no rows: it needs a text and a label in each line.";
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
      return `All rows have the label “${problem.label}” in the column “${problem.labelColumn}”; a classifier needs at least two classes.`;
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

function pythonTuple(items: readonly number[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
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

/** What can be wrong with a file of vectors: see inputError.ts. */
export type VectorProblem =
  | { readonly code: "npy-not-npy" }
  | { readonly code: "npy-version"; readonly major: number; readonly minor: number }
  /** The file ends inside its header, which should reach to byte `expected`. */
  | { readonly code: "npy-header-cut"; readonly expected: number; readonly found: number }
  /** The header is no dictionary of descr, fortran_order and shape. `detail` is the header's part that is wrong. */
  | { readonly code: "npy-header"; readonly detail: string }
  /** The bytes are none of the kinds of file that hold vectors. */
  | { readonly code: "vectors-unknown-file" }
  | { readonly code: "vectors-empty"; readonly file: string }
  /** No array has two or three dimensions of numbers. `found` names what there is. */
  | { readonly code: "vectors-no-array"; readonly found: readonly string[] }
  | { readonly code: "vectors-unknown-array"; readonly array: string; readonly arrays: readonly string[] }
  /** The values take another number of bytes than the shape needs. */
  | {
      readonly code: "vectors-length";
      readonly array: string;
      readonly shape: readonly number[];
      readonly expected: number;
      readonly found: number;
    }
  | { readonly code: "vectors-too-large"; readonly bytes: number; readonly most: number }
  /** Rows that hold NaN or an infinity, the first of them by number, counted from 0. */
  | {
      readonly code: "vectors-not-finite";
      readonly rows: number;
      readonly first: readonly number[];
      readonly n: number;
    }
  | { readonly code: "vectors-zip"; readonly detail: string }
  | { readonly code: "vectors-safetensors"; readonly detail: string }
  | { readonly code: "vectors-parquet"; readonly detail: string }
  /** The row in this line (counted from 1) has another number of cells than the first row. */
  | { readonly code: "vectors-ragged"; readonly line: number; readonly expected: number; readonly found: number }
  /** The list in this row (counted from 0) has another length than the first. */
  | {
      readonly code: "vectors-ragged-list";
      readonly row: number;
      readonly column: string;
      readonly expected: number;
      readonly found: number;
    }
  | { readonly code: "vectors-not-number"; readonly line: number; readonly column: string; readonly value: string }
  | { readonly code: "vectors-no-numbers"; readonly columns: readonly string[] }
  | { readonly code: "vectors-long-line"; readonly line: number }
  /** A file of labels or texts has another number of entries than there are points. */
  | { readonly code: "vectors-beside"; readonly file: string; readonly expected: number; readonly found: number }
  /** Two files that both hold vectors. */
  | { readonly code: "vectors-two-files"; readonly file: string };

export function isVectorProblem(problem: { readonly code: string }): problem is VectorProblem {
  return /^(?:npy|vectors)-/.test(problem.code);
}

/** The problem in one plain English sentence. */
export function describeVectorProblem(problem: VectorProblem): string {
  switch (problem.code) {
    case "npy-not-npy":
      return "This is no .npy file: it does not begin with \\x93NUMPY.";
    case "npy-version":
      return `The .npy file has format version ${problem.major}.${problem.minor}; versions 1.0, 2.0 and 3.0 can be read.`;
    case "npy-header-cut":
      return `The .npy file ends inside its header: it has ${problem.found} bytes, its header needs ${problem.expected}.`;
    case "npy-header":
      return `The header of the .npy file can't be read: ${problem.detail}.`;
    case "vectors-unknown-file":
      return "This file is none that vectors are read from: .npy, .npz, .safetensors, .parquet, or a table of numbers (.csv, .tsv).";
    case "vectors-empty":
      return `${problem.file} holds no points.`;
    case "vectors-no-array":
      return `There is no array of numbers with the shape n × d or layers × n × d${problem.found.length === 0 ? "" : `; the file has ${firstOf(problem.found)}`}.`;
    case "vectors-unknown-array":
      return `There is no array “${problem.array}”; the file has ${firstOf(problem.arrays)}.`;
    case "vectors-length":
      return `“${problem.array}” should have ${problem.expected} bytes of values for its shape ${problem.shape.join(" × ")}, and has ${problem.found}.`;
    case "vectors-too-large":
      return `The values would take ${gigabytes(problem.bytes)} of memory; up to ${gigabytes(problem.most)} can be opened. Save fewer rows, or float32 instead of float64.`;
    case "vectors-not-finite":
      return `${problem.rows === problem.n ? "Every row has" : problem.rows === 1 ? `1 of ${problem.n} rows has` : `${problem.rows} of ${problem.n} rows have`} NaN or an infinity in it: row${problem.rows === 1 ? "" : "s"} ${problem.first.join(", ")}${problem.rows > problem.first.length ? " …" : ""} (counted from 0).`;
    case "vectors-zip":
      return `The .npz archive can't be read: ${problem.detail}.`;
    case "vectors-safetensors":
      return `The .safetensors file can't be read. ${problem.detail}`;
    case "vectors-parquet":
      return `The Parquet file can't be read: ${problem.detail.replace(/\.$/, "")}.`;
    case "vectors-ragged":
      return `Line ${problem.line} has ${values(problem.found)}, the first line has ${problem.expected}; every row needs as many.`;
    case "vectors-ragged-list":
      return `Row ${problem.row} has ${values(problem.found)} in “${problem.column}”, the first row has ${problem.expected}; every point needs as many dimensions.`;
    case "vectors-not-number":
      return `Line ${problem.line} has “${problem.value}” in the column “${problem.column}”, where the lines before have numbers.`;
    case "vectors-no-numbers":
      return `There is no column of numbers or of lists of numbers; the columns are ${firstOf(problem.columns)}.`;
    case "vectors-long-line":
      return `Line ${problem.line} is too long to be a row of numbers.`;
    case "vectors-beside":
      return `${problem.file} has ${problem.found} entries, and there are ${problem.expected} points; it needs one for each.`;
    case "vectors-two-files":
      return `${problem.file} can't hold labels or texts; drop one file of vectors at a time, with text files or tables of labels beside it.`;
  }
}

function values(count: number): string {
  return count === 1 ? "1 value" : `${count} values`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`;
}

const namesShown = 8;

function firstOf(names: readonly string[]): string {
  return (
    names.slice(0, namesShown).join(", ") + (names.length > namesShown ? ` and ${names.length - namesShown} more` : "")
  );
}

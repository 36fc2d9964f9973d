/** What can be wrong with a file of vectors: see inputError.ts. */
export type VectorProblem =
  | { readonly code: "npy-not-npy" }
  | { readonly code: "npy-version"; readonly major: number; readonly minor: number }
  /** The file ends inside its header, which should reach to byte `expected`. */
  | { readonly code: "npy-header-cut"; readonly expected: number; readonly found: number }
  /** The header is no dictionary of descr, fortran_order and shape. */
  | { readonly code: "npy-header"; readonly fault: NpyHeaderFault }
  /** The bytes are none of the kinds of file that hold vectors. */
  | { readonly code: "vectors-unknown-file" }
  | { readonly code: "vectors-empty"; readonly file: string }
  /** No array has two or three dimensions of numbers. `found` names what there is. */
  | { readonly code: "vectors-no-array"; readonly found: readonly string[] }
  /** The array holds Python objects in NumPy's pickled form, which is a program to run and is never read. */
  | { readonly code: "vectors-objects"; readonly array: string }
  | { readonly code: "vectors-unknown-array"; readonly array: string; readonly arrays: readonly string[] }
  /** The values take another number of bytes than the shape needs. */
  | {
      readonly code: "vectors-length";
      readonly array: string;
      readonly shape: readonly number[];
      readonly expected: number;
      readonly found: number;
    }
  | { readonly code: "vectors-many-layers"; readonly layers: number; readonly most: number }
  | { readonly code: "vectors-too-large"; readonly bytes: number; readonly most: number }
  /** Rows that hold NaN, an infinity or, `empty` of them, no vector; the first by number, counted from 0. */
  | {
      readonly code: "vectors-not-finite";
      readonly rows: number;
      readonly empty: number;
      readonly first: readonly number[];
      readonly n: number;
    }
  /** A value, in this row (counted from 0), so much larger than others that their squares can't be added up. */
  | { readonly code: "vectors-range"; readonly layer: string; readonly row: number; readonly value: number }
  | { readonly code: "vectors-zip"; readonly fault: ZipFault }
  | { readonly code: "vectors-safetensors"; readonly fault: SafetensorsFault }
  | { readonly code: "vectors-parquet"; readonly fault: ParquetFault }
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
  /** Dots stand in place of numbers, as NumPy and pandas print what is too long for the screen. */
  | { readonly code: "vectors-shortened"; readonly line: number; readonly column: string }
  | { readonly code: "vectors-no-numbers"; readonly columns: readonly string[] }
  | { readonly code: "vectors-long-line"; readonly line: number }
  /** A file of labels or texts has another number of entries than there are points. */
  | { readonly code: "vectors-beside"; readonly file: string; readonly expected: number; readonly found: number }
  /** Two files that both hold vectors. */
  | { readonly code: "vectors-two-files"; readonly file: string };

/** What is wrong with the header of a .npy file. */
export type NpyHeaderFault =
  | { readonly detail: "header-too-long"; readonly bytes: number; readonly limit: number }
  | { readonly detail: "header-key"; readonly key: string }
  | { readonly detail: "no-descr" }
  | { readonly detail: "no-fortran-order" }
  | { readonly detail: "no-shape" }
  | { readonly detail: "shape-no-tuple" }
  | { readonly detail: "shape-number"; readonly found: number }
  | { readonly detail: "header-ends" }
  | { readonly detail: "header-character"; readonly found: string; readonly position: number };

/** What is wrong with the directory or a member of a .npz archive. */
export type ZipFault =
  | { readonly detail: "directory-beyond-file"; readonly end: number; readonly fileBytes: number }
  | { readonly detail: "directory-cut"; readonly found: number; readonly members: number }
  | { readonly detail: "no-directory" }
  | { readonly detail: "directory-place" }
  | { readonly detail: "no-zip64-record" }
  | { readonly detail: "member-encrypted"; readonly member: string }
  | { readonly detail: "member-method"; readonly member: string; readonly method: number }
  | { readonly detail: "member-beyond-file"; readonly member: string }
  | { readonly detail: "member-two-sizes"; readonly member: string }
  | { readonly detail: "member-elsewhere"; readonly member: string }
  | { readonly detail: "member-damaged"; readonly member: string }
  /** Its bytes are those of another member too. */
  | { readonly detail: "member-overlap"; readonly member: string }
  /** It unpacks to another number of bytes than the directory says. */
  | { readonly detail: "member-size"; readonly member: string; readonly bytes: number }
  /** The bytes are not those that the checksum was made of. */
  | { readonly detail: "member-checksum"; readonly member: string };

/** What is wrong with a .safetensors file, as the reader of models finds it. */
export type SafetensorsFault = { readonly detail: string } & Readonly<Record<string, string | number>>;

export type ParquetFault =
  /** The reader of the format says why, in words of its own. */
  | { readonly detail: "foreign"; readonly message: string }
  /** What the file says of its own columns can't be made out. */
  | { readonly detail: "damaged-description" }
  /** A page of this column contradicts itself, or what is said of it elsewhere in the file. */
  | { readonly detail: "damaged"; readonly column: string }
  | { readonly detail: "group-rows"; readonly rows: number; readonly found: number }
  | { readonly detail: "column-rows"; readonly rows: number; readonly found: number };

export function isVectorProblem(problem: { readonly code: string }): problem is VectorProblem {
  return /^(?:npy|vectors)-/.test(problem.code);
}

/** What is wrong with a file of vectors, as a sentence. */
import type { NpyHeaderFault, ParquetFault, VectorProblem, ZipFault } from "../../../corpora/vectorProblem.ts";
import type { EncoderFault } from "../../../encoder/encoderError.ts";
import { encoderFaultText } from "./encoder.ts";

/** The problem in one plain sentence. */
export function vectorProblemText(problem: VectorProblem): string {
  switch (problem.code) {
    case "npy-not-npy":
      return "This is not an .npy file: it does not begin with \\x93NUMPY.";
    case "npy-version":
      return `The .npy file has format version ${problem.major}.${problem.minor}; versions 1.0, 2.0 and 3.0 can be read.`;
    case "npy-header-cut":
      return `The .npy file ends inside its header: it has ${problem.found} bytes, its header needs ${problem.expected}.`;
    case "npy-header":
      return `The header of the .npy file can't be read: ${npyHeaderFaultText(problem.fault)}.`;
    case "vectors-unknown-file":
      return "This file is none that vectors are read from: .npy, .npz, .safetensors, .parquet, or a table of numbers (.csv, .tsv).";
    case "vectors-empty":
      return `${problem.file} holds no points.`;
    case "vectors-no-array":
      return `There is no array of numbers with the shape n × d or layers × n × d${problem.found.length === 0 ? "" : `; the file has ${firstOf(problem.found)}`}.`;
    case "vectors-objects":
      return `“${problem.array}” holds pickled Python objects, which are not read; save one array of numbers, made with np.stack, for example.`;
    case "vectors-unknown-array":
      return `There is no array “${problem.array}”; the file has ${firstOf(problem.arrays)}.`;
    case "vectors-length":
      return `“${problem.array}” should have ${problem.expected} bytes of values for its shape ${problem.shape.join(" × ")}, and has ${problem.found}.`;
    case "vectors-many-layers":
      return `There are ${problem.layers} arrays of as many points, each of which would be a layer; up to ${problem.most} layers can be measured at a time. Save or choose fewer.`;
    case "vectors-too-large":
      return `The values would take ${gigabytes(problem.bytes)} of memory; up to ${gigabytes(problem.most)} can be opened. Save fewer rows, or float32 instead of float64.`;
    case "vectors-not-finite":
      return `${rowsHave(problem.rows, problem.n)} ${problem.empty === problem.rows ? "no vector" : problem.empty === 0 ? "NaN or an infinity in it" : "no vector, or NaN or an infinity in it"}: row${problem.rows === 1 ? "" : "s"} ${problem.first.join(", ")}${problem.rows > problem.first.length ? " …" : ""} (counted from 0).`;
    case "vectors-range":
      return `Row ${problem.row} (counted from 0) of ${problem.layer} has the value ${problem.value}, too large to be measured together with the others; if it stands for a missing value, put NaN in its place and leave such rows out.`;
    case "vectors-zip":
      return `The .npz archive can't be read: ${zipFaultText(problem.fault)}.`;
    case "vectors-safetensors":
      return `The .safetensors file can't be read. ${encoderFaultText(problem.fault as EncoderFault)}`;
    case "vectors-parquet":
      return `The Parquet file can't be read: ${parquetFaultText(problem.fault)}.`;
    case "vectors-ragged":
      return `Line ${problem.line} has ${values(problem.found)}, the first line has ${problem.expected}; every row needs as many.`;
    case "vectors-ragged-list":
      return `Row ${problem.row} has ${values(problem.found)} in “${problem.column}”, the first row has ${problem.expected}; every point needs as many dimensions.`;
    case "vectors-not-number":
      return `Line ${problem.line} has “${problem.value}” in the column “${problem.column}”, where the lines before have numbers.`;
    case "vectors-shortened":
      return `In line ${problem.line}, dots (…) stand in place of numbers in the column “${problem.column}”: the table was written from shortened print-outs, and the numbers are lost. Save the vectors again, with np.save, for example.`;
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

function rowsHave(rows: number, n: number): string {
  if (rows === n) return "Every row has";
  return rows === 1 ? `1 of ${n} rows has` : `${rows} of ${n} rows have`;
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

function npyHeaderFaultText(fault: NpyHeaderFault): string {
  switch (fault.detail) {
    case "header-too-long":
      return `it claims to be ${fault.bytes} bytes long, the limit is ${fault.limit}`;
    case "header-key":
      return `it has the key '${fault.key}' where only descr, fortran_order and shape may stand, once each`;
    case "no-descr":
      return "it has no descr";
    case "no-fortran-order":
      return "it has no fortran_order";
    case "no-shape":
      return "it has no shape";
    case "shape-no-tuple":
      return "its shape is a number, not a tuple";
    case "shape-number":
      return `its shape has the number ${fault.found}`;
    case "header-ends":
      return "it ends too early";
    case "header-character":
      return `it has ${fault.found} at character ${fault.position}`;
  }
}

function zipFaultText(fault: ZipFault): string {
  switch (fault.detail) {
    case "directory-beyond-file":
      return `its directory would reach to byte ${fault.end} of ${fault.fileBytes}`;
    case "directory-cut":
      return `its directory breaks off after ${fault.found} of ${fault.members} members`;
    case "no-directory":
      return "it has no directory at its end; the file may be cut";
    case "directory-place":
      return "the place of its directory lies beyond its end";
    case "no-zip64-record":
      return "its ZIP64 record is missing";
    case "member-encrypted":
      return `its member ${fault.member} is encrypted`;
    case "member-method":
      return `its member ${fault.member} is packed by method ${fault.method}; stored and deflated members can be read`;
    case "member-beyond-file":
      return `its member ${fault.member} reaches beyond its end`;
    case "member-two-sizes":
      return `its member ${fault.member} is stored, yet has two sizes`;
    case "member-elsewhere":
      return `its member ${fault.member} is not where its directory says`;
    case "member-overlap":
      return `its member ${fault.member} lies within another one`;
    case "member-size":
      return `its member ${fault.member} does not unpack to the ${fault.bytes} bytes that its directory says`;
    case "member-checksum":
      return `the checksum of its member ${fault.member} does not fit, so its values may be wrong; copy or download the file again`;
    case "member-damaged":
      return `its member ${fault.member} is damaged`;
  }
}

function parquetFaultText(fault: ParquetFault): string {
  switch (fault.detail) {
    case "foreign":
      return fault.message.replace(/\.$/, "");
    case "damaged-description":
      return "its description of itself is damaged; copy or download the file again";
    case "damaged":
      return `its column “${fault.column}” is damaged; copy or download the file again`;
    case "group-rows":
      return `its header says ${fault.rows} rows, its groups ${fault.found}`;
    case "column-rows":
      return `its header says ${fault.rows} rows, and a column has ${fault.found}`;
  }
}

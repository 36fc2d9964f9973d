/**
 * Opens a cloud of vectors from one file, or from a file and others that hold labels or texts for its rows. What a file
 * is, its first bytes tell, not its name. Files are parsed, never executed.
 */
import { InputError } from "../corpora/inputError.ts";
import { gitLfsPointer } from "../files/gitLfsPointer.ts";
import { isCloud } from "./arrayEntry.ts";
import { arrayCloud } from "./arrayCloud.ts";
import type { ByteSource } from "./byteSource.ts";
import { streamOf } from "./byteSource.ts";
import { columnOf, type Column } from "./column.ts";
import { delimitedCloud, delimitedColumns } from "./delimitedCloud.ts";
import { delimiterOf, linesOf } from "./delimitedStream.ts";
import { npyFileEntry } from "./npyEntry.ts";
import { npzEntries } from "./npzEntries.ts";
import { isColumn, readColumn } from "./readColumn.ts";
import { safetensorsEntries } from "./safetensorsEntries.ts";
import { numberIn } from "./tableColumns.ts";
import { withinRange } from "./valueRange.ts";
import type { Reading, VectorCloud } from "./vectorCloud.ts";

type Format = "npy" | "npz" | "safetensors" | "parquet" | "text";

/**
 * @param files one with the vectors; any others with words, a line or an entry for each row.
 * @throws InputError with one plain sentence; whatever `onProgress` throws.
 */
export async function readVectors(files: readonly ByteSource[], reading: Reading): Promise<VectorCloud> {
  return withinRange(await readCloud(files, reading));
}

async function readCloud(files: readonly ByteSource[], reading: Reading): Promise<VectorCloud> {
  const known = await Promise.all(files.map(async (file) => ({ file, format: await formatOf(file) })));
  const main = await mainOf(known);
  const others = known.filter((entry) => entry !== main);
  const beside = async (n: number): Promise<Column[]> =>
    (await Promise.all(others.map(({ file, format }) => columnsBeside(file, format, n)))).flat();
  const { file, format } = main;
  switch (format) {
    case "npy":
      return arrayCloud(file.name, [await npyFileEntry(nameWithoutEnding(file.name), file)], beside, reading);
    case "npz":
      return arrayCloud(file.name, await npzEntries(file), beside, reading);
    case "safetensors":
      return arrayCloud(file.name, await safetensorsEntries(file), beside, reading);
    case "parquet":
      return (await import("./parquetCloud.ts")).parquetCloud(file, beside, reading);
    case "text":
      return delimitedCloud(file, beside, reading);
  }
}

interface KnownFile {
  readonly file: ByteSource;
  readonly format: Format;
}

/** The file with the vectors: an array before a table, of two arrays the one with two dimensions or more, else the largest. */
async function mainOf(files: readonly KnownFile[]): Promise<KnownFile> {
  const ranks = await Promise.all(files.map(rankOf));
  const order = [...files.keys()].sort((a, b) => ranks[a] - ranks[b] || files[b].file.size - files[a].file.size);
  return files[order[0]];
}

async function rankOf({ file, format }: KnownFile): Promise<number> {
  switch (format) {
    case "safetensors":
    case "npz":
    case "parquet":
      return 0;
    case "npy":
      return isCloud(await npyFileEntry(file.name, file)) ? 0 : 3;
    case "text":
      return (await startsWithNumbers(file)) ? 1 : 2;
  }
}

/** True if the second line, which is no header, has a number or a vector in it for the most part. */
async function startsWithNumbers(file: ByteSource): Promise<boolean> {
  const start = new TextDecoder().decode(await file.read(0, Math.min(file.size, 2 ** 16)));
  const lines = start.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const line = lines[1] ?? lines[0] ?? "";
  if (/^"?\[/.test(line) || /,"\[/.test(line)) return true;
  const cells = line.split(delimiterOf(line) ?? "\n");
  return cells.filter((cell) => numberIn(cell) !== undefined).length > cells.length / 2;
}

const npyMagic = "\x93NUMPY";

/** @throws InputError vectors-unknown-file, git-lfs-pointer. */
async function formatOf(file: ByteSource): Promise<Format> {
  const head = await file.read(0, Math.min(file.size, 512));
  const missingBytes = gitLfsPointer(head);
  if (missingBytes !== undefined)
    throw new InputError({ code: "git-lfs-pointer", file: file.name, bytes: missingBytes });
  const text = String.fromCharCode(...head);
  if (text.startsWith(npyMagic)) return "npy";
  if (text.startsWith("PK")) return "npz";
  if (text.startsWith("PAR1")) return "parquet";
  if (text[8] === "{" && head[5] === 0 && head[6] === 0 && head[7] === 0) return "safetensors";
  if (/\.npy$/i.test(file.name)) return "npy";
  if (/\.npz$/i.test(file.name)) return "npz";
  if (/\.safetensors$/i.test(file.name)) return "safetensors";
  if (/\.parquet$/i.test(file.name)) return "parquet";
  if (head.length === 0) throw new InputError({ code: "vectors-empty", file: file.name });
  if (head.includes(0)) throw new InputError({ code: "vectors-unknown-file" });
  return "text";
}

/** Labels or texts for n rows: a table, one entry a line, or a .npy of n entries. @throws InputError vectors-beside. */
async function columnsBeside(file: ByteSource, format: Format, n: number): Promise<Column[]> {
  const columns = await besideOf(file, format, n);
  const found = columns[0]?.codes.length ?? 0;
  if (found !== n) throw new InputError({ code: "vectors-beside", file: file.name, expected: n, found });
  return columns;
}

async function besideOf(file: ByteSource, format: Format, n: number): Promise<Column[]> {
  if (format === "npy") {
    const entry = await npyFileEntry(nameWithoutEnding(file.name), file);
    if (isColumn(entry)) return [await readColumn(entry)];
  }
  if (format !== "text") throw new InputError({ code: "vectors-two-files", file: file.name });
  // Lines of text may hold commas and be empty; only a file that calls itself a table is one.
  if (/\.(?:csv|tsv)$/i.test(file.name)) return delimitedColumns(file, n);
  const lines: string[] = [];
  for await (const line of linesOf(streamOf(file, 0, file.size))) lines.push(line.trim());
  return [columnOf(nameWithoutEnding(file.name), lines)];
}

function nameWithoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/, "") || name;
}

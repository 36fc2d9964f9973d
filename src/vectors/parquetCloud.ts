/** A Parquet file as a cloud: a column of lists is a layer, or many columns of numbers are the dimensions of one. */
import type { AsyncBuffer, FileMetaData, SchemaTree } from "hyparquet";
import { InputError } from "../corpora/inputError.ts";
import { cleanName } from "../corpora/readers/cleanName.ts";
import type { ByteSource } from "./byteSource.ts";
import { ColumnBuilder, detectColumns, type Column } from "./column.ts";
import { GrowingMatrix } from "./growingMatrix.ts";
import { inOrderOfName, ListLayer } from "./listLayer.ts";
import { keepFinite, RowFlags } from "./rowFlags.ts";
import { isSingle, leafOf, pandasIndexes, seenColumn } from "./parquetFields.ts";
import { rowCounters, withoutDimensions } from "./rowCounters.ts";
import { kindsOf, type ColumnKind } from "./tableColumns.ts";
import { checkLayerCount, type Reading, type VectorCloud, type VectorLayer } from "./vectorCloud.ts";

/** Where the points of a file go. */
interface Target {
  /** True if all values are held as float32. */
  readonly single: boolean;
  readonly kinds: ReadonlyMap<string, ColumnKind>;
  readonly numbers: { readonly matrix: GrowingMatrix; readonly dimensionOf: ReadonlyMap<string, number> } | undefined;
  readonly lists: ReadonlyMap<string, ListLayer>;
  readonly words: ReadonlyMap<string, ColumnBuilder>;
  readonly notFinite: RowFlags;
}

/**
 * The reader is loaded only here, when it is needed.
 * @param beside columns from other files, for n rows.
 * @throws InputError vectors-parquet, vectors-no-numbers, vectors-empty, vectors-ragged-list, vectors-too-large, vectors-not-finite.
 */
export async function parquetCloud(
  source: ByteSource,
  beside: (n: number) => Promise<readonly Column[]>,
  { options, onProgress }: Reading,
): Promise<VectorCloud> {
  const [{ parquetMetadataAsync, parquetSchema, parquetRead }, { checkPages }, { boundedCompressors }] =
    await Promise.all([import("hyparquet"), import("./parquetPages.ts"), import("./parquetPacking.ts")]);
  const compressors = boundedCompressors();
  const file: AsyncBuffer = {
    byteLength: source.size,
    slice: async (start, end = source.size) => bufferOf(await source.read(start, Math.min(end, source.size))),
  };
  let stopped: unknown;
  try {
    const metadata = await parquetMetadataAsync(file);
    const schema = parquetSchema(metadata);
    const fields = schema.children;
    const { target, names, n } = prepare(source.name, metadata, fields);
    const columns = [...target.kinds].filter(([, kind]) => kind !== "identifier").map(([name]) => name);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      try {
        onProgress(rowStart, n);
      } catch (reason) {
        stopped = reason;
        throw reason;
      }
      const rowEnd = rowStart + Number(group.num_rows);
      let fault: unknown;
      const takeChunk = ({
        columnName,
        columnData,
        rowStart: from,
      }: {
        columnName: string;
        columnData: ArrayLike<unknown>;
        rowStart: number;
      }) => {
        // What is thrown here would not reach who waits for the whole.
        try {
          if (fault === undefined) place(target, columnName, columnData, from);
        } catch (error) {
          fault = error;
        }
      };
      await checkPages(source, group, schema, columns, compressors);
      await parquetRead({ file, metadata, columns, rowStart, rowEnd, compressors, onChunk: takeChunk });
      if (fault !== undefined) throw fault as Error;
      rowStart = rowEnd;
    }
    checkComplete(target, n);
    const words = [...[...target.words.values()].map((builder) => builder.build()), ...(await beside(n))];
    const { layers, counters } = layersOf(source.name, target);
    return {
      file: source.name,
      dtype: target.single ? "float32" : "float64",
      ...keepFinite(layers, words, n, target.notFinite, options.dropNotFinite),
      dropped: target.notFinite.count,
      detected: detectColumns(words),
      arrays: [],
      array: null,
      leftOut: names.filter((name) => target.kinds.get(name) === "identifier" || counters.has(name)),
    };
  } catch (error) {
    if (error instanceof InputError || (stopped !== undefined && error === stopped)) throw error;
    // The reader says what it does not support; anything else is what it stumbled over in damaged bytes.
    const message = error instanceof Error && error.message.startsWith("parquet ") ? error.message : undefined;
    throw new InputError({
      code: "vectors-parquet",
      fault: message === undefined ? { detail: "damaged-description" } : { detail: "foreign", message },
    });
  }
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  return (
    byteOffset === 0 && byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)
  ) as ArrayBuffer;
}

function prepare(
  fileName: string,
  metadata: FileMetaData,
  fields: readonly SchemaTree[],
): { target: Target; names: string[]; n: number } {
  const n = Number(metadata.num_rows);
  const grouped = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (grouped !== n)
    throw new InputError({
      code: "vectors-parquet",
      fault: { detail: "group-rows", rows: n, found: grouped },
    });
  const names = fields.map(({ element }) => element.name);
  if (n === 0 || fields.length === 0) throw new InputError({ code: "vectors-empty", file: fileName });
  const indexes = pandasIndexes(metadata);
  const seen = fields.map((field) => seenColumn(field, indexes));
  const kinds = new Map(kindsOf(seen, true).map((kind, column) => [names[column], kind] as const));
  const numbers = fields.filter(({ element }) => kinds.get(element.name) === "number");
  const lists = fields.filter(({ element }) => kinds.get(element.name) === "list");
  if (numbers.length === 0 && lists.length === 0) throw new InputError({ code: "vectors-no-numbers", columns: names });
  checkLayerCount(lists.length);
  const single = numbers.every(({ element }) => isSingle(element));
  const listLayers = lists.map(
    (field) =>
      [field.element.name, new ListLayer(cleanName(field.element.name), isSingle(leafOf(field).element), n)] as const,
  );
  const words = names
    .filter((name) => kinds.get(name) === "word")
    .map((name) => [name, new ColumnBuilder(cleanName(name))] as const);
  return {
    names,
    n,
    target: {
      kinds,
      notFinite: new RowFlags(),
      words: new Map(words),
      lists: new Map(listLayers),
      single: single && listLayers.every(([, list]) => list.single),
      numbers:
        numbers.length === 0
          ? undefined
          : {
              matrix: new GrowingMatrix(numbers.length, single, n),
              dimensionOf: new Map(numbers.map(({ element }, dimension) => [element.name, dimension])),
            },
    },
  };
}

/** Takes a piece of a column: rows from `from` on. */
function place(target: Target, name: string, data: ArrayLike<unknown>, from: number): void {
  switch (target.kinds.get(name)) {
    case "number": {
      const { matrix, dimensionOf } = target.numbers!;
      const dimension = dimensionOf.get(name)!;
      while (matrix.n < from + data.length) matrix.addRow();
      const values = matrix.build();
      for (let i = 0; i < data.length; i++) {
        const value = numberOf(data[i]);
        values[(from + i) * matrix.d + dimension] = value;
        if (!Number.isFinite(value)) target.notFinite.mark(from + i);
      }
      return;
    }
    case "list":
      for (let i = 0; i < data.length; i++) target.lists.get(name)!.add(listOf(data[i]), target.notFinite);
      return;
    case "word": {
      const builder = target.words.get(name)!;
      for (let i = 0; i < data.length; i++) builder.push(wordOf(data[i]));
      return;
    }
    case "identifier":
    case undefined:
      return;
  }
}

/** The numbers of a list; none for a missing one, which is no vector. */
function listOf(value: unknown): number[] {
  return value === null || value === undefined ? [] : Array.from(value as ArrayLike<unknown>, numberOf);
}

function numberOf(value: unknown): number {
  return value === null || value === undefined ? NaN : Number(value);
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") return value;
  return typeof value === "object"
    ? JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? Number(part) : part))
    : String(value as number | bigint | boolean);
}

/** A header may promise more rows than its columns have. */
function checkComplete({ numbers, lists, words }: Target, n: number): void {
  const found = [
    ...(numbers ? [numbers.matrix.n] : []),
    ...[...lists.values()].map(({ n: rows }) => rows),
    ...[...words.values()].map(({ length }) => length),
  ];
  const other = found.find((rows) => rows !== n);
  if (other !== undefined)
    throw new InputError({
      code: "vectors-parquet",
      fault: { detail: "column-rows", rows: n, found: other },
    });
}

function layersOf(file: string, { lists, numbers }: Target): { layers: VectorLayer[]; counters: ReadonlySet<string> } {
  const layers = inOrderOfName([...lists.values()].map((list) => list.build()));
  if (numbers === undefined) return { layers, counters: new Set() };
  const { matrix, dimensionOf } = numbers;
  const cloud = matrix.cloud();
  const left = rowCounters(cloud);
  const names = [...dimensionOf.keys()];
  layers.push({ name: file, cloud: withoutDimensions(cloud, left) });
  return { layers, counters: new Set(left.map((dimension) => names[dimension])) };
}

/**
 * Checks the pages of a Parquet column before they are read: the reader believes every length that they state, and takes
 * memory or time for it. Format: https://parquet.apache.org/docs/file-format/
 */
import type { ColumnMetaData, Compressors, PageHeader, RowGroup, SchemaTree } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from "hyparquet/src/schema.js";
import { InputError } from "../corpora/inputError.ts";
import type { ByteSource } from "./byteSource.ts";
import { checkPacked } from "./parquetPacking.ts";
import { checkDelta, checkRuns, ensure, PageError, type PagePlace } from "./parquetRuns.ts";
import { mostValueBytes } from "./vectorCloud.ts";

/** Most values of one page: writers start a new one after about a megabyte. */
const mostPageValues = 2 ** 26;

/**
 * Checks all pages of the wanted columns of a row group.
 * @param columns names of the columns.
 * @throws InputError vectors-parquet, "damaged".
 */
export async function checkPages(
  source: ByteSource,
  group: RowGroup,
  schema: SchemaTree,
  columns: readonly string[],
  unpackers: Compressors,
): Promise<void> {
  for (const { meta_data: column } of group.columns) {
    const name = column?.path_in_schema[0];
    if (column === undefined || name === undefined || !columns.includes(name)) continue;
    try {
      await checkColumn(source, column, getTreePath(schema, column.path_in_schema), unpackers);
    } catch {
      // Whatever stumbles over the bytes of a page, the bytes are at fault: all that is called here only computes.
      throw new InputError({ code: "vectors-parquet", fault: { detail: "damaged", column: name } });
    }
  }
}

async function checkColumn(
  source: ByteSource,
  column: ColumnMetaData,
  path: SchemaTree[],
  unpackers: Compressors,
): Promise<void> {
  const { dictionary_page_offset: dictionary, data_page_offset: data } = column;
  const start = Number(dictionary !== undefined && dictionary > 0n && dictionary < data ? dictionary : data);
  const end = start + Number(column.total_compressed_size);
  ensure(start >= 4 && end <= source.size && start <= end);
  const bytes = await source.read(start, end);
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 };
  let values = 0;
  while (reader.offset < bytes.length - 1) {
    const header = parquetHeader(reader);
    const page = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
    ensure(isCount(header.compressed_page_size) && page.length === header.compressed_page_size);
    ensure(isCount(header.uncompressed_page_size) && header.uncompressed_page_size <= mostValueBytes);
    values += await checkPage(page, header, column, path, unpackers);
    ensure(values <= Number(column.num_values));
    reader.offset += page.length;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Returns how many values the page adds to the column. */
async function checkPage(
  page: Uint8Array,
  header: PageHeader,
  column: ColumnMetaData,
  path: SchemaTree[],
  unpackers: Compressors,
): Promise<number> {
  const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
  const unpack = async (packed: Uint8Array, length: number): Promise<Uint8Array> => {
    if (column.codec === "UNCOMPRESSED") return packed;
    await checkPacked(column.codec, packed, length);
    const unpacker = unpackers[column.codec];
    ensure(unpacker !== undefined);
    const unpacked = unpacker!(packed, length);
    ensure(unpacked.length === length);
    return unpacked;
  };
  const levels = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)] as const;
  switch (header.type) {
    case "DICTIONARY_PAGE": {
      ensure(dictionary !== undefined && isCount(dictionary.num_values) && dictionary.num_values <= mostPageValues);
      const bytes = await unpack(page, header.uncompressed_page_size);
      checkWidth(column, path, dictionary!.num_values, bytes.length);
      return 0;
    }
    case "DATA_PAGE": {
      ensure(first !== undefined && isCount(first.num_values) && first.num_values <= mostPageValues);
      const { num_values: count, encoding } = first!;
      const place = { bytes: await unpack(page, header.uncompressed_page_size), offset: 0 };
      let present = count;
      for (const [index, level] of levels.entries()) {
        if (level === 0 || (index === 0 && path.length < 2)) continue;
        const found = checkLevels(place, level, count);
        if (index === 1) present = found;
      }
      checkValues(place, encoding, column, path, present);
      return count;
    }
    case "DATA_PAGE_V2": {
      ensure(second !== undefined && isCount(second.num_values) && second.num_values <= mostPageValues);
      const { num_values: count, num_nulls: nulls, encoding, is_compressed: isPacked } = second!;
      const lengths = [second!.repetition_levels_byte_length, second!.definition_levels_byte_length] as const;
      ensure(isCount(nulls) && nulls <= count && isCount(second!.num_rows) && second!.num_rows <= count);
      ensure(lengths.every(isCount) && lengths[0] + lengths[1] <= page.length);
      const start = lengths[0] + lengths[1];
      if (levels[0] > 0) checkRuns({ bytes: page.subarray(0, lengths[0]), offset: 0 }, bitsOf(levels[0]), count);
      if (levels[1] > 0) checkRuns({ bytes: page.subarray(lengths[0], start), offset: 0 }, bitsOf(levels[1]), count);
      const length = header.uncompressed_page_size - start;
      ensure(length >= 0);
      const values = page.subarray(start);
      const bytes = isPacked === false ? values : await unpack(values, length);
      checkValues({ bytes, offset: 0 }, encoding, column, path, count - nulls);
      return count;
    }
    case "INDEX_PAGE":
    default:
      throw new PageError();
  }
}

function bitsOf(level: number): number {
  return 32 - Math.clz32(level);
}

/** Levels behind their length in bytes; returns how many are at their highest, which are those of values that are there. */
function checkLevels(place: PagePlace, level: number, count: number): number {
  const { bytes, offset } = place;
  ensure(offset + 4 <= bytes.length);
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(offset, true);
  const end = offset + 4 + length;
  ensure(end <= bytes.length);
  place.offset = end;
  return checkRuns({ bytes: bytes.subarray(offset + 4, end), offset: 0 }, bitsOf(level), count, level);
}

function checkValues(
  place: PagePlace,
  encoding: string | undefined,
  column: ColumnMetaData,
  path: SchemaTree[],
  count: number,
): void {
  const left = place.bytes.length - place.offset;
  switch (encoding) {
    case "PLAIN":
    case "BYTE_STREAM_SPLIT":
      checkWidth(column, path, count, left);
      return;
    case "PLAIN_DICTIONARY":
    case "RLE_DICTIONARY":
    case "RLE": {
      if (count === 0) return;
      const isFlag = column.type === "BOOLEAN";
      if (isFlag && encoding === "RLE") place.offset += 4;
      ensure(place.offset < place.bytes.length);
      const bits = isFlag ? 1 : place.bytes[place.offset++];
      if (bits > 0) checkRuns(place, bits, count);
      return;
    }
    case "DELTA_BINARY_PACKED":
    case "DELTA_LENGTH_BYTE_ARRAY":
    case "DELTA_BYTE_ARRAY":
      checkDelta(place, count);
      return;
    case undefined:
    default:
      // What it is called, the reader says better.
      return;
  }
}

const widths: Readonly<Record<string, number>> = { INT32: 4, INT64: 8, INT96: 12, FLOAT: 4, DOUBLE: 8, BYTE_ARRAY: 4 };

/** Values of a fixed width, or with their length before them, take so many bytes at least. */
function checkWidth({ type }: ColumnMetaData, path: SchemaTree[], count: number, bytes: number): void {
  const fixed = path.at(-1)?.element.type_length ?? 0;
  ensure(type !== "FIXED_LEN_BYTE_ARRAY" || fixed > 0);
  const width = type === "BOOLEAN" ? 1 / 8 : (widths[type] ?? fixed);
  ensure(count * width <= bytes);
}

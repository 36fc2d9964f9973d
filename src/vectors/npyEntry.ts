/** The array of a NumPy .npy file, or of a member of an .npz archive. */
import { cleanName } from "../corpora/readers/cleanName.ts";
import type { ArrayEntry } from "./arrayEntry.ts";
import { streamOf, takeFirst, type ByteSource, type ByteStream } from "./byteSource.ts";
import { longestNpyHeader, readNpyHeader } from "./npyHeader.ts";
import { valueTypeOfNpy } from "./valueType.ts";

/** The array of a whole file. @throws InputError npy-not-npy, npy-version, npy-header-cut, npy-header. */
export async function npyFileEntry(name: string, source: ByteSource): Promise<ArrayEntry> {
  const first = await source.read(0, Math.min(source.size, longestNpyHeader));
  return npyEntry(name, source.size, first, (offset) => streamOf(source, offset, source.size));
}

/**
 * The array of bytes that can only be read from their beginning.
 * @param size bytes of the .npy, header included.
 * @throws as npyFileEntry.
 */
export async function npyStreamEntry(name: string, size: number, open: () => ByteStream): Promise<ArrayEntry> {
  const { first, rest } = await takeFirst(open(), longestNpyHeader);
  await rest[Symbol.asyncIterator]().return?.();
  return npyEntry(name, size, first, (offset) => skip(open(), offset));
}

function npyEntry(name: string, size: number, first: Uint8Array, openFrom: (offset: number) => ByteStream): ArrayEntry {
  const { descr, fortranOrder, shape, dataOffset } = readNpyHeader(first);
  const type = valueTypeOfNpy(descr);
  return {
    name,
    shape,
    typeName: cleanName(descr),
    ...(type && { type }),
    fortranOrder,
    bytes: size - dataOffset,
    open: () => openFrom(dataOffset),
  };
}

async function* skip(stream: ByteStream, count: number): AsyncGenerator<Uint8Array, void, void> {
  let left = count;
  for await (const piece of stream) {
    if (left < piece.length) yield left === 0 ? piece : piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

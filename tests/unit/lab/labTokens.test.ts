/** What the trained layers are given, against what the head alone is given. */
import { worded } from "../sentences.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readModelFolder } from "../../../src/models/modelFolder.ts";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import type { EncoderHost } from "../../../src/engine/encoderHost.ts";
import { encodeTokens } from "../../../src/engine/labTokens.ts";
import { encodeRows } from "../../../src/engine/labVectors.ts";
import { createEncoderTop } from "../../../src/lab/encoderTop.ts";
import { collectVectors } from "../../../src/lab/collectVectors.ts";
import { createHeadModel } from "../../../src/lab/headModel.ts";
import { ParameterTensors } from "../../../src/lab/parameterTensors.ts";
import { modelFolder, tinyModel } from "../encoder/nodeFixtures.ts";

const texts = [
  "The cat sat on the mat.",
  "Yes.",
  "",
  "A sentence that is a good deal longer than the others, so that those are padded.",
  "no",
];
const { signal } = new AbortController();
let host: EncoderHost;
beforeAll(async () => {
  host = await startHostInNode(await readModelFolder(modelFolder), () => undefined);
});
afterAll(() => {
  host.dispose();
});

test.each([1, 3])(
  "the top %i layers, untrained, give each row the logits that its sentence vector has",
  async (trained) => {
    const { config, weights } = host.model;
    const { layers } = await encodeRows(host, texts, signal, () => undefined);
    const { states } = await encodeTokens(host, texts, config.layers - trained, signal, () => undefined);
    const shape = { adapter: "tanh", width: 8 } as const;
    const rows = Uint32Array.from(texts.keys());
    const logitsOf = async (model: ReturnType<typeof createHeadModel>) => {
      const tensors = new ParameterTensors(model.initial(1));
      const steps = collectVectors(model, tensors.values, rows, rows);
      let step = await steps.next();
      while (step.done !== true) step = await steps.next();
      tensors.dispose();
      const { rows: order, logits, measured } = step.value;
      return {
        logits: rows
          .map((row) => order.indexOf(row))
          .reduce<number[]>((all, at) => [...all, ...logits.subarray(2 * at, 2 * at + 2)], []),
        n: measured.n,
      };
    };
    const head = await logitsOf(createHeadModel(layers[config.layers], 2, shape));
    const top = await logitsOf(createEncoderTop(states, { config, weights: weights.layers, trained }, 2, shape));
    expect(head.n).toBe(5);
    expect(top.n).toBe(trained * states.offsets[5]);
    top.logits.forEach((logit, index) => {
      expect(Math.abs(logit - head.logits[index])).toBeLessThan(2e-6);
    });
  },
);

test.each([
  ["family-albert", "its layers share their weights"],
  ["family-mpnet", "its layers share a bias"],
])("the top layers of %s are not trained: %s", (name, reason) => {
  const { config, weights } = tinyModel(name).model;
  const states = {
    values: new Float32Array(config.hiddenSize),
    d: config.hiddenSize,
    offsets: Uint32Array.of(0, 1),
    poolingWeights: Float32Array.of(1),
  };
  const create = () =>
    createEncoderTop(states, { config, weights: weights.layers, trained: 1 }, 2, { adapter: "tanh", width: 4 });
  expect(worded(create)).toThrow(reason);
  expect(worded(create)).toThrow("Train the head alone");
});

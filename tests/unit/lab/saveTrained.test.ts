import { words } from "../../words.ts";
import { worded } from "../sentences.ts";
import { expect, test } from "vitest";
import { decodeTensor, parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { createEncoderTop } from "../../../src/lab/encoderTop.ts";
import { loadTrained, saveTrained } from "../../../src/lab/saveTrained.ts";
import { readGolden, tinyModel } from "../encoder/nodeFixtures.ts";

const { config, weights } = tinyModel("tiny-gelu").model;
const states = {
  values: new Float32Array(24),
  d: 12,
  offsets: Uint32Array.of(0, 2),
  poolingWeights: Float32Array.of(0.5, 0.5),
};
const settings = {
  adapter: "tanh",
  width: 5,
  layersTrained: 2,
  penalty: "isoscore",
  lambda: -1.5,
  zeta: 0.2,
  seed: 7,
} as const;
const classes = ["bad", "good", "„mixed“"];
const data = { name: "rows.tsv", rows: 80, hash: "00ff" };
const model = createEncoderTop(states, { config, weights: weights.layers, trained: 2 }, 3, {
  adapter: "tanh",
  width: 5,
});
const bytes = saveTrained(model.initial(7), config, settings, { classes, model: "tiny", data });

test("layers that were not changed are saved as the checkpoint has them, under its names and in its shapes", () => {
  const saved = parseSafetensors(bytes);
  const checkpoint = parseSafetensors(readGolden("tiny-gelu/model.safetensors"));
  const layers = [...checkpoint.entries].filter(([name]) => name.startsWith("encoder.layer."));
  expect(layers.length).toBe(32);
  for (const [name, entry] of layers) {
    const own = saved.entries.get(name);
    expect(own?.shape, name).toEqual(entry.shape);
    expect(decodeTensor(saved, name, own!), name).toEqual(decodeTensor(checkpoint, name, entry));
  }
  const others = [...saved.entries]
    .filter(([name]) => !checkpoint.entries.has(name))
    .map(([name, { shape }]) => [name, shape]);
  expect(others).toEqual([
    ["adapter.weight", [5, 12]],
    ["adapter.bias", [5]],
    ["classifier.weight", [3, 5]],
    ["classifier.bias", [3]],
  ]);
});

test("what was saved comes back, number by number", () => {
  expect(loadTrained(bytes, model.initial(8), config, classes)).toEqual(model.initial(7));
  expect(model.initial(8)).not.toEqual(model.initial(7));
});

test("the header says what is needed to build the model again", () => {
  const header = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true)))),
  ) as { __metadata__: Record<string, string> };
  expect(header.__metadata__).toEqual({
    format: "pt",
    classes: '["bad","good","„mixed“"]',
    adapter: "tanh",
    width: "5",
    layersTrained: "2",
    penalty: "isoscore",
    lambda: "-1.5",
    zeta: "0.2",
    seed: "7",
    model: "tiny",
    data: '{"name":"rows.tsv","rows":80,"hash":"00ff"}',
  });
});

test("a head of other classes is refused in a sentence, though it would fit", () => {
  const refused = { detail: "other-classes", saved: classes, classes: ["a", "b", "c"] } as const;
  expect(worded(() => loadTrained(bytes, model.initial(8), config, refused.classes))).toThrow(
    words.faults.lab(refused),
  );
});

test("a file that is cut, or of another shape, is refused with a reason", () => {
  expect(worded(() => loadTrained(bytes.subarray(0, 900), model.initial(8), config, classes))).toThrow(
    /does not fit: The weights file is incomplete/,
  );
  const wider = createEncoderTop(states, { config, weights: weights.layers, trained: 2 }, 3, {
    adapter: "tanh",
    width: 6,
  });
  expect(worded(() => loadTrained(bytes, wider.initial(8), config, classes))).toThrow(
    /"adapter.weight" has the shape \[5, 12\]; the configuration asks for \[6, 12\]/,
  );
});

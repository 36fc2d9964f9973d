import { expect, test } from "vitest";
import { modelFingerprint } from "../../../src/encoder/modelFingerprint.ts";
import type { EncoderModel } from "../../../src/encoder/model.ts";
import { familyModelNames } from "../../golden/encoder/tinyModel.ts";
import { tinyModel } from "./nodeFixtures.ts";

/** The same model, read again. */
const read = (name: string): EncoderModel => ({ ...tinyModel(name).model, name: "the same name" });

test("the same weights have the same fingerprint, other ones another", async () => {
  const all = await Promise.all(familyModelNames.map((name) => modelFingerprint(read(name))));
  expect(new Set(all).size).toBe(familyModelNames.length);
  expect(await Promise.all(familyModelNames.map((name) => modelFingerprint(read(name))))).toEqual(all);
});

test("one number of any part changes it", async () => {
  const whole = await modelFingerprint(read("family-mpnet"));
  const parts: ((model: EncoderModel) => Float32Array)[] = [
    ({ weights }) => weights.wordEmbeddings,
    ({ weights }) => weights.positionEmbeddings,
    ({ weights }) => weights.embeddingLayerNorm.beta,
    ({ weights }) => weights.relativeBias!.values,
    ({ weights }) => weights.layers[1].output.bias,
    ({ weights }) => weights.layers[0].queryKeyValue.weight,
  ];
  for (const part of parts) {
    const model = read("family-mpnet");
    part(model)[3] += 0.5;
    expect(await modelFingerprint(model)).not.toBe(whole);
  }
  const model = read("family-mpnet");
  expect(await modelFingerprint({ ...model, config: { ...model.config, activation: "relu" } })).not.toBe(whole);
});

/** The gradient of the loss, by every variable, against central differences in float64. */
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gradientCases, gradientDeviations, hostGradientDeviations } from "../../golden/lab/gradientCases.ts";
import { startBackendInNode } from "./backendFixture.ts";

/** Of the largest entry of a variable's gradient: float32's rounding. A wrong term is wrong by far more. */
const tolerance = 2e-5;

describe.each(["wasm", "cpu"] as const)("on %s", (backend) => {
  let stop: () => void;
  beforeAll(async () => ({ stop } = await startBackendInNode(backend)));
  afterAll(() => {
    stop();
  });

  test.each(gradientCases.map((gradientCase) => [gradientCase.name, gradientCase] as const))(
    "%s",
    async (_, gradientCase) => {
      const before = tf.memory().numTensors;
      const deviations = await gradientDeviations(gradientCase);
      expect(deviations.length).toBe(4 + 12 * gradientCase.layers);
      for (const { name, deviation } of deviations) expect(deviation, name).toBeLessThan(tolerance);
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

describe("on the host, without a backend", () => {
  const heads = gradientCases.filter(({ layers }) => layers === 0);
  /** Of the largest entry of a variable's gradient: what central differences in float64 are good for. */
  const hostTolerance = 1e-8;

  test.each(heads.map((gradientCase) => [gradientCase.name, gradientCase] as const))("%s", (_, gradientCase) => {
    const deviations = hostGradientDeviations(gradientCase);
    expect(deviations.length).toBe(4);
    for (const { name, deviation } of deviations) expect(deviation, name).toBeLessThan(hostTolerance);
  });
});

/** A run in the lab that loses its WebGPU device (SwiftShader): while it trains, while it holds, and twice in one place. */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, expect, test } from "vitest";
import { wasmFiles } from "../../../src/engine/backendWasmFiles.ts";
import { EncoderHost } from "../../../src/engine/encoderHost.ts";
import { fetchTinyModel } from "../encoder/browserFixtures.ts";
import { curveOf, labRows, labSettings, LabListener } from "../../unit/engine/labListener.ts";

let host: EncoderHost | undefined;
afterEach(() => {
  host?.dispose();
  host = undefined;
});

async function start(): Promise<LabListener> {
  const { model } = await fetchTinyModel("tiny-gelu");
  const started = (host ??= await EncoderHost.start(model, { requested: "webgpu", wasmFiles }, () => undefined));
  const lab = new LabListener(() => Promise.resolve(started));
  lab.ask({ kind: "lab-data", data: 1, rows: labRows, classes: ["cats", "letters"] });
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings: { ...labSettings, epochs: 3 }, playing: true });
  return lab;
}

const currentDevice = () => (tf.backend() as unknown as { device: GPUDevice }).device;

test("lost while it trains and again while it holds, the run goes on and ends as one that was not disturbed", async () => {
  const undisturbed = await start();
  await undisturbed.until(() => undisturbed.of("lab-finished").length === 1);

  const lab = await start();
  await lab.until(() => lab.steps().length >= 2);
  const first = currentDevice();
  first.destroy();
  await lab.until(() => lab.of("lab-recovered").length === 1);
  expect(currentDevice()).not.toBe(first);

  lab.ask({ kind: "lab-pause" });
  lab.ask({ kind: "lab-step" });
  const before = lab.steps().length;
  await lab.until(() => lab.steps().length > before);
  await new Promise((resolve) => setTimeout(resolve, 500));
  currentDevice().destroy();
  await lab.until(() => lab.of("lab-recovered").length === 2);
  // Held, it had been copied where it stood.
  expect(lab.of("lab-recovered")[1].lost).toBe(0);
  expect(lab.of("lab-recovered")[1].detail).toContain("lost");
  lab.ask({ kind: "lab-play" });
  await lab.until(() => lab.of("lab-finished").length === 1);

  const [expected, actual] = [curveOf(undisturbed.events), curveOf(lab.events)];
  expect(actual.map(([step]) => step)).toEqual(expected.map(([step]) => step));
  actual.forEach(([step, loss], i) => expect(loss, `step ${step}`).toBeCloseTo(expected[i][1], 5));
  expect(lab.of("lab-failed")).toEqual([]);
});

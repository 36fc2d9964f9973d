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
  lab.ask({ kind: "lab-data", data: 1, name: "rows.tsv", rows: labRows, classes: ["cats", "letters"] });
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings: labSettings, playing: true });
  return lab;
}

const currentDevice = () => (tf.backend() as unknown as { device: GPUDevice }).device;

test("lost while it trains and again while it holds, the run goes on and ends as one that was not disturbed", async () => {
  const undisturbed = await start();
  await undisturbed.trainedTo(15);

  const lab = await start();
  /** A run that fails for good ends the wait, and then the test. */
  const until = (reached: () => boolean) => lab.until(() => reached() || lab.of("lab-failed").length > 0);
  await until(() => lab.steps().length >= 2);
  const first = currentDevice();
  first.destroy();
  // Past the place of the failure: a second one there would end the run.
  await until(
    () =>
      lab.of("lab-recovered").length === 1 &&
      (lab.steps().at(-1)?.step ?? 0) > lab.of("lab-recovered")[0].step + lab.of("lab-recovered")[0].lost,
  );
  expect(currentDevice()).not.toBe(first);

  lab.ask({ kind: "lab-pause" });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const held = lab.steps().at(-1)!.step;
  currentDevice().destroy();
  await until(() => lab.of("lab-recovered").length === 2);
  expect(lab.of("lab-failed")).toEqual([]);
  // Held, it had been copied where it stood.
  expect(lab.of("lab-recovered")[1]).toMatchObject({ step: held, lost: 0 });
  expect(lab.of("lab-recovered")[1].detail).toContain("lost");
  lab.ask({ kind: "lab-play" });
  await lab.trainedTo(15);

  const [expected, actual] = [curveOf(undisturbed.events), curveOf(lab.events)];
  expect(actual.map(([step]) => step)).toEqual(expected.map(([step]) => step));
  actual.forEach(([step, loss], i) => expect(loss, `step ${step}`).toBeCloseTo(expected[i][1], 5));
  expect(lab.of("lab-failed")).toEqual([]);
});

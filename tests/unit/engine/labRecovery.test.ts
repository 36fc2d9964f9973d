/** A run that loses its backend: on the machine of the tests by one that throws, on a real device in tests/browser/engine. */
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { curveOf, labRows, labSettings, LabListener } from "./labListener.ts";

const starts: string[] = [];
/** Breaks the backend that takes the place of a broken one, too. */
let breakNext = false;
const host = await startHostInNode(tinyModel("tiny-gelu").model, ({ backend }) => {
  starts.push(backend.name);
  if (breakNext) breakBackend();
  breakNext = false;
});
afterAll(() => host.dispose());
beforeEach(() => {
  starts.length = 0;
});

/** Makes the backend in use refuse to hand over results from now on, as one whose memory is gone. */
function breakBackend(): void {
  vi.spyOn(tf.backend(), "read").mockRejectedValue(new Error("memory access out of bounds"));
}

async function start(settings: Partial<typeof labSettings> = {}): Promise<LabListener> {
  const lab = new LabListener(() => Promise.resolve(host));
  lab.ask({ kind: "lab-data", data: 1, name: "rows.tsv", rows: labRows, classes: ["cats", "letters"] });
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings: { ...labSettings, ...settings }, playing: true });
  return lab;
}

test.each([0, 1])(
  "with %i layers trained, a run goes on from its last copy, and the curve is that of a run undisturbed",
  async (layersTrained) => {
    const undisturbed = await start({ layersTrained });
    await undisturbed.trainedTo(20);

    const lab = await start({ layersTrained });
    await lab.until(() => lab.steps().length >= 3);
    lab.ask({ kind: "lab-pause" });
    // A paused run has been copied where it stands.
    lab.ask({ kind: "lab-step" });
    const held = lab.steps().length + 1;
    await lab.until(() => lab.steps().length >= held);
    await new Promise((resolve) => setTimeout(resolve, 50));
    lab.ask({ kind: "lab-play" });
    await lab.until(() => lab.steps().length > held);
    breakBackend();
    await lab.trainedTo(20);

    expect(starts).toEqual(["wasm"]);
    const [{ step, lost, detail }] = lab.of("lab-recovered");
    expect(step).toBeGreaterThan(0);
    expect(lost).toBeGreaterThanOrEqual(0);
    expect(detail).toContain("out of bounds");
    expect(curveOf(lab.events)).toEqual(curveOf(undisturbed.events));
  },
);

test("a backend that fails again at the same place ends the run in words, and the steps before it stay", async () => {
  const lab = await start();
  await lab.until(() => lab.steps().length >= 3);
  breakBackend();
  await lab.until(() => lab.of("lab-recovered").length === 1);
  breakBackend();
  await lab.until(() => lab.of("lab-failed").length === 1);
  expect(lab.of("lab-failed")[0].failure).toEqual({ code: "unexpected", detail: "memory access out of bounds" });
  expect(lab.steps().length).toBeGreaterThanOrEqual(3);

  lab.ask({ kind: "lab-start", run: 2, data: 1, settings: labSettings, playing: true });
  await lab.trainedTo(20, 2);
  expect(lab.of("lab-failed")).toHaveLength(1);
});

test("a sweep makes the run anew in which the backend failed, and its results are those of a sweep undisturbed", async () => {
  const jobs = [-3, 0, 3].map((lambda) => ({ lambda, seed: 1, trainingRows: 40 }));
  const sweep = async (disturb: (lab: LabListener) => Promise<void>) => {
    const lab = new LabListener(() => Promise.resolve(host));
    lab.ask({ kind: "lab-data", data: 1, name: "rows.tsv", rows: labRows, classes: ["cats", "letters"] });
    lab.ask({ kind: "lab-sweep", sweep: 1, data: 1, settings: labSettings, jobs });
    await disturb(lab);
    await lab.until(() => lab.of("lab-sweep-finished").length === 1);
    return lab;
  };
  const undisturbed = await sweep(() => Promise.resolve());
  const lab = await sweep(async (disturbed) => {
    await disturbed.until(() => disturbed.of("lab-sweep-result").length === 1);
    breakBackend();
  });
  expect(starts).toEqual(["wasm"]);
  expect(lab.of("lab-sweep-finished")).toEqual([{ kind: "lab-sweep-finished", sweep: 1, stopped: false }]);
  expect(lab.of("lab-sweep-result")).toEqual(undisturbed.of("lab-sweep-result"));
  expect(lab.of("lab-failed")).toEqual([]);
});

test("a sweep whose run fails twice ends in words and keeps the results that it has", async () => {
  const lab = new LabListener(() => Promise.resolve(host));
  const jobs = [0, 3].map((lambda) => ({ lambda, seed: 1, trainingRows: 40 }));
  lab.ask({ kind: "lab-data", data: 1, name: "rows.tsv", rows: labRows, classes: ["cats", "letters"] });
  lab.ask({ kind: "lab-sweep", sweep: 1, data: 1, settings: labSettings, jobs });
  await lab.until(() => lab.of("lab-sweep-result").length === 1);
  breakNext = true;
  breakBackend();
  await lab.until(() => lab.of("lab-sweep-finished").length === 1);
  expect(lab.of("lab-sweep-finished")[0].stopped).toBe(true);
  expect(lab.of("lab-sweep-result")).toHaveLength(1);
  await lab.until(() => lab.of("lab-failed").length === 1);
  expect(lab.of("lab-failed")[0].failure).toEqual({ code: "unexpected", detail: "memory access out of bounds" });
});

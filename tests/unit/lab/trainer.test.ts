import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Trainer, type TrainingEvent } from "../../../src/lab/trainer.ts";
import { startBackendInNode } from "./backendFixture.ts";
import { eventsOf, headRun, headRunByTensors, lossesOf } from "./learnable.ts";

let stop: () => void;
let tensorsBefore: number;
beforeAll(async () => ({ stop } = await startBackendInNode("wasm")));
afterAll(() => {
  stop();
});
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const never = new AbortController().signal;

function evaluations(events: readonly TrainingEvent[]) {
  return events.flatMap((event) => (event.kind === "evaluated" ? [event] : []));
}

describe.each([
  ["on the host", headRun],
  ["by tensors", headRunByTensors],
] as const)("a run %s", (_, createRun) => {
  test("learns, and is evaluated before the first step and after each epoch", async () => {
    const events = await eventsOf(createRun({ epochs: 12 }));
    const looks = evaluations(events);
    expect(looks.map(({ epoch, step }) => [epoch, step])).toEqual(
      Array.from({ length: 13 }, (_, epoch) => [epoch, epoch * 6]),
    );
    const [first, last] = [looks[0].evaluation.figures, looks.at(-1)!.evaluation.figures];
    expect(first.accuracy).toBeLessThan(0.7);
    expect(last.accuracy).toBeGreaterThan(0.8);
    expect(last.trainingAccuracy).toBeGreaterThan(0.9);
    expect(last.crossEntropy).toBeLessThan(first.crossEntropy);
    expect(last).toMatchObject({ n: 24, d: 8 });
  });

  test("λ above 0 makes the cloud more isotropic, below 0 less", async () => {
    const scoreAt = async (lambda: number) =>
      evaluations(await eventsOf(createRun({ epochs: 12, lambda }))).at(-1)!.evaluation.figures.isoScore as number;
    const [low, zero, high] = [await scoreAt(-5), await scoreAt(0), await scoreAt(5)];
    expect(low).toBeLessThan(zero - 0.05);
    expect(high).toBeGreaterThan(zero + 0.05);
  });

  test("gives the same curve for the same seed, and another for another", async () => {
    const [one, same, other] = [
      await eventsOf(createRun()),
      await eventsOf(createRun()),
      await eventsOf(createRun({ seed: 2 })),
    ];
    expect(lossesOf(same)).toEqual(lossesOf(one));
    expect(evaluations(same)).toEqual(evaluations(one));
    expect(lossesOf(other)).not.toEqual(lossesOf(one));
  });

  test("goes on from a state as if it had never stopped, in the middle of an epoch too", async () => {
    const whole = lossesOf(await eventsOf(createRun()));
    for (const pausedAfter of [4, 6, 13]) {
      const first = new Trainer(createRun());
      const losses: number[] = [];
      for await (const event of first.train(never)) {
        if (event.kind === "step") losses.push(event.figures.loss);
        if (losses.length === pausedAfter) break;
      }
      const state = await first.state();
      first.dispose();
      losses.push(...lossesOf(await eventsOf({ ...createRun(), state })));
      expect(losses).toEqual(whole);
    }
  });

  test("a slider's place counts from the next step on", async () => {
    let lambda = 0;
    const live = () => ({ lambda, zeta: 0.2, learningRate: 0.01 });
    const trainer = new Trainer({ ...createRun(), live });
    for await (const event of trainer.train(never)) {
      if (event.kind !== "step") continue;
      const { figures, live: used } = event;
      expect(used.lambda).toBe(lambda);
      expect(figures.loss).toBeCloseTo(figures.crossEntropy + lambda * (1 - figures.isoScoreStar), 5);
      lambda = event.step % 7;
    }
    trainer.dispose();
  });

  test("without a penalty, λ and ζ train nothing", async () => {
    const curve = async (lambda: number) => lossesOf(await eventsOf(createRun({ penalty: "none", lambda })));
    expect(await curve(5)).toEqual(await curve(-5));
  });

  test("stops with the signal's reason, between steps and while it measures", async () => {
    for (const stopAt of ["step", "progress"] as const) {
      const controller = new AbortController();
      const trainer = new Trainer(createRun());
      const run = async () => {
        for await (const event of trainer.train(controller.signal))
          if (event.kind === stopAt) controller.abort(new Error("superseded"));
      };
      await expect(run()).rejects.toThrow("superseded");
      trainer.dispose();
    }
  });

  test("takes batches that fill, and fewer rows than a batch as one", () => {
    const sizes = (settings: Parameters<typeof createRun>[0]) => {
      const trainer = new Trainer(createRun(settings));
      const { stepsPerEpoch } = trainer;
      trainer.dispose();
      return stepsPerEpoch;
    };
    expect(sizes({})).toBe(6);
    expect(sizes({ batchSize: 50 })).toBe(1);
    expect(sizes({ batchSize: 512 })).toBe(1);
    expect(sizes({ trainingRows: 20 })).toBe(1);
  });
});

describe.each([
  ["on the host", headRun],
  ["by tensors", headRunByTensors],
] as const)("a loss that is not finite %s", (_, createRun) => {
  test.each([
    { learningRate: 1e30 },
    { learningRate: 1e38, lambda: 5 },
    { learningRate: 1e30, adapter: "linear", penalty: "none" },
  ] as const)("stops the run with the last good weights: %o", async (settings) => {
    const trainer = new Trainer(createRun({ epochs: 10, ...settings }));
    const run = async () => {
      for await (const event of trainer.train(never)) expect(event).toBeDefined();
    };
    await expect(run()).rejects.toMatchObject({ name: "LabError", code: "loss-not-finite" });
    const { parameters } = await trainer.state();
    for (const { values } of parameters) expect(values.every(Number.isFinite)).toBe(true);
    trainer.dispose();
  });

  test("says so when a batch is one point many times over, and takes no step", async () => {
    const run = createRun({ zeta: 0, batchSize: 2 });
    const model = { ...run.model, batches: () => [Uint32Array.of(3, 3)] };
    const trainer = new Trainer({ ...run, model });
    const before = (await trainer.state()).parameters;
    const train = async () => {
      for await (const event of trainer.train(never)) expect(event.kind).not.toBe("step");
    };
    await expect(train()).rejects.toMatchObject({ code: "batch-without-variance" });
    expect((await trainer.state()).parameters).toEqual(before);
    trainer.dispose();
  });
});

/** Bytes in use after everything that can be freed has been. */
const heapAfterCollection = (() => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  return (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
})();

test.each([
  ["on the host", headRun],
  ["by tensors", headRunByTensors],
] as const)(
  "memory is flat over 3,500 steps %s: tensors, their bytes on the device, and the heap",
  async (_, createRun) => {
    const trainer = new Trainer(createRun({ epochs: 700, batchSize: 16 }));
    let steps = 0;
    const heap: number[] = [];
    const drift: number[] = [];
    let reference: { numTensors: number; numBytes: number } | undefined;
    for await (const event of trainer.train(never)) {
      if (event.kind !== "step") continue;
      steps += 1;
      const { numTensors, numBytes } = tf.memory();
      if (steps === 10) reference = { numTensors, numBytes };
      if (steps > 10 && (numTensors !== reference!.numTensors || numBytes !== reference!.numBytes)) drift.push(steps);
      if (steps % 500 === 0) heap.push(heapAfterCollection());
      if (steps === 3500) break;
    }
    expect(steps).toBe(3500);
    expect(drift).toEqual([]);
    // 500 steps that each left a closure or a small array behind would leave more than this, every time. What V8 compiles
    // late, on a busy machine, comes once; over 28,000 steps of the head the heap grew by 18 bytes a step.
    const growth = heap.slice(1).map((bytes, index) => bytes - heap[index]);
    expect(Math.min(...growth)).toBeLessThan(80_000);
    trainer.dispose();
  },
);

test("the time of a step is measured without taking one", async () => {
  const trainer = new Trainer(headRun());
  const before = await trainer.state();
  expect(await trainer.timeStep()).toBeGreaterThan(0);
  expect(await trainer.state()).toEqual(before);
  trainer.dispose();
});

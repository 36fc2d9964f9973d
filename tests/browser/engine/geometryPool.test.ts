/** The pool with real workers: that what comes of a job does not depend on where it is done, and that it stops. */
import { afterEach, describe, expect, test } from "vitest";
import { inThisThread, type GeometryJob } from "../../../src/engine/geometryJob.ts";
import { createGeometryPool, poolSize } from "../../../src/engine/geometryPool.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { createRandom } from "../../../src/geometry/random.ts";

const workers: Worker[] = [];

function startWorker(): Worker {
  const worker = new Worker(new URL("../../../src/engine/geometryWorker.ts", import.meta.url), { type: "module" });
  workers.push(worker);
  return worker;
}

afterEach(() => workers.splice(0).forEach((worker) => worker.terminate()));

/** A cloud in the middle of a larger buffer, as a layer of many may be. */
function cloudOf(n: number, d: number, seed: number): PointCloud {
  const random = createRandom(seed);
  const all = Float32Array.from({ length: (n + 2) * d }, () => random.normal());
  return { values: all.subarray(d, (n + 1) * d), n, d };
}

const profileOf = (cloud: PointCloud) =>
  ({ kind: "profile", cloud, options: { seed: 3 } }) as const satisfies GeometryJob;
const never = new AbortController().signal;

describe("a pool of two workers", () => {
  test("gives, of more jobs than it has workers, just what this thread gives", async () => {
    const pool = createGeometryPool(2, startWorker);
    const jobs = [1, 2, 3, 4, 5].map((seed) => profileOf(cloudOf(300 + seed, 24, seed)));
    const fractions: number[] = [];
    const results = await Promise.all(jobs.map((job) => pool.run(job, never, (fraction) => fractions.push(fraction))));
    expect(workers).toHaveLength(2);
    for (const [index, job] of jobs.entries()) {
      expect(results[index]).toEqual(await inThisThread.run(job, never));
      expect(job.cloud.values).toHaveLength(job.cloud.n * 24);
    }
    const { cloud } = jobs[0];
    const clusters = Uint32Array.from({ length: cloud.n }, (_, i) => Math.floor(i / 4));
    const job = { kind: "intervals", cloud, options: { seed: 1, clusters, moments: results[0].moments } } as const;
    expect(await pool.run(job, never)).toEqual(await inThisThread.run(job, never));
    expect(fractions.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
  });

  test("stops what is withdrawn, running or waiting, and is then free for the next", async () => {
    const pool = createGeometryPool(2, startWorker);
    const controller = new AbortController();
    let heard = 0;
    const long = profileOf(cloudOf(6000, 256, 9));
    const withdrawn = [1, 2, 3].map(() =>
      pool.run(long, controller.signal, () => {
        heard++;
        controller.abort(new Error("withdrawn"));
      }),
    );
    const outcomes = await Promise.allSettled(withdrawn);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    for (const outcome of outcomes) expect((outcome as PromiseRejectedResult).reason).toEqual(new Error("withdrawn"));
    expect(heard).toBe(1);
    const next = profileOf(cloudOf(300, 8, 1));
    expect(await pool.run(next, never)).toEqual(await inThisThread.run(next, never));
    expect(workers).toHaveLength(2);
  });

  test("says what went wrong in a worker, and goes on", async () => {
    const pool = createGeometryPool(2, startWorker);
    const job = { ...profileOf(cloudOf(300, 8, 1)), options: { zeta: 0.5 } };
    await expect(pool.run(job, never)).rejects.toThrow(/reference/);
    await expect(pool.run(job, never)).rejects.toBeInstanceOf(RangeError);
    expect((await pool.run(profileOf(cloudOf(300, 8, 1)), never)).profile.n).toBe(300);
  });

  test("does without workers that do not load, or cannot be made", async () => {
    const job = profileOf(cloudOf(300, 8, 1));
    const expected = await inThisThread.run(job, never);
    const missing = createGeometryPool(
      2,
      () => new Worker("data:text/javascript,throw new Error()", { type: "module" }),
    );
    expect(await Promise.all([missing.run(job, never), missing.run(job, never), missing.run(job, never)])).toEqual([
      expected,
      expected,
      expected,
    ]);
    const forbidden = createGeometryPool(2, () => {
      throw new DOMException("no workers here", "SecurityError");
    });
    expect(await forbidden.run(job, never)).toEqual(expected);
  });
});

test("a small cloud stays in this thread, and a machine of two cores has no pool", async () => {
  const pool = createGeometryPool(2, startWorker);
  await pool.run(profileOf(cloudOf(20, 8, 1)), never);
  expect(workers).toHaveLength(0);
  expect(createGeometryPool(poolSize(2), startWorker)).toBe(inThisThread);
  expect([4, 8, 64].map(poolSize)).toEqual([3, 4, 4]);
});

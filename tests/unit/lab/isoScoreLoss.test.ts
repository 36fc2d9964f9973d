/** IsoScore⋆ on a device against src/geometry, and its edges. */
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScoreStar as geometryScore, normsOf, referenceNormsOf } from "../../../src/geometry/isoscore.ts";
import { createRandom } from "../../../src/geometry/random.ts";
import { isoScoreStar } from "../../../src/lab/isoScoreLoss.ts";
import { uploadReference } from "../../../src/lab/referenceCovariance.ts";
import { startBackendInNode } from "./backendFixture.ts";

/** n points whose spread falls from dimension to dimension, at a distance from the origin. */
function cloud(n: number, d: number, offset: number, scale: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: n * d }, (_, i) => scale * (offset + random.normal() / (1 + (i % d) / 4)));
}

/** Float32's rounding, and what centring a cloud far from the origin costs its digits. */
const tolerance = 2e-6;

describe.each(["wasm", "cpu"] as const)("on %s", (backend) => {
  let stop: () => void;
  beforeAll(async () => ({ stop } = await startBackendInNode(backend)));
  afterAll(() => {
    stop();
  });

  test.each([
    { n: 2, d: 2 },
    { n: 3, d: 64 },
    { n: 16, d: 64 },
    { n: 64, d: 64 },
    { n: 200, d: 12 },
    { n: 40, d: 96 },
    { n: 50, d: 96 },
  ])("$n points in $d dimensions score what geometry says, at every ζ", async ({ n, d }) => {
    const other = momentsOf({ values: cloud(500, d, 0, 1, 2), n: 500, d });
    const covariance = covarianceOf(other);
    const reference = uploadReference(covariance);
    const values = cloud(n, d, 1, 1, 1);
    const moments = momentsOf({ values, n, d });
    for (const zeta of [0, 0.2, 0.8, 1]) {
      const score = tf.tidy(() =>
        isoScoreStar({ rows: tf.tensor2d(values, [n, d]), mask: undefined, count: n }, zeta, reference),
      );
      const expected = geometryScore(normsOf(moments), zeta, referenceNormsOf(moments, covariance));
      expect(Math.abs((await score.data())[0] - (expected as number))).toBeLessThan(tolerance);
      score.dispose();
    }
    reference.matrix.dispose();
  });

  test("place and scale of the cloud change nothing", async () => {
    const [n, d] = [300, 24];
    const plain = await scoreOf(cloud(n, d, 0, 1, 5), n, d);
    for (const [offset, scale] of [
      [0, 1e-12],
      [0, 1e12],
      [1000, 1],
      [-1000, 1e-6],
    ]) {
      // The values themselves have lost digits by the offset, so the reference is the score of what is left of them.
      const values = cloud(n, d, offset, scale, 5);
      const moments = momentsOf({ values, n, d });
      const reference = geometryScore(normsOf(moments), 0, { trace: 0, squaredNorm: 0, innerProduct: 0 }) as number;
      expect(Math.abs((await scoreOf(values, n, d)) - reference)).toBeLessThan(tolerance);
      expect(Math.abs(reference - plain)).toBeLessThan(1e-3);
    }
  });

  test("rows of padding do not count, whatever stands in them", async () => {
    const [n, d] = [20, 6];
    const values = cloud(n, d, 2, 1, 7);
    const alone = await scoreOf(values, n, d);
    const padded = new Float32Array((n + 5) * d).fill(1e3);
    padded.set(values.subarray(0, 4 * d), 0);
    padded.set(values.subarray(4 * d), 9 * d);
    const mask = Float32Array.from({ length: n + 5 }, (_, row) => (row >= 4 && row < 9 ? 0 : 1));
    const score = tf.tidy(() =>
      isoScoreStar(
        { rows: tf.tensor2d(padded, [n + 5, d]), mask: tf.tensor2d(mask, [n + 5, 1]), count: n },
        0,
        undefined,
      ),
    );
    expect(Math.abs((await score.data())[0] - alone)).toBeLessThan(tolerance);
    score.dispose();
  });

  test("points that all coincide have no score", async () => {
    expect(await scoreOf(new Float32Array(12).fill(3), 4, 3)).toBeNaN();
  });

  test("what can't be scored is refused", () => {
    tf.tidy(() => {
      const rows = tf.zeros([3, 2]) as tf.Tensor2D;
      expect(() => isoScoreStar({ rows, mask: undefined, count: 1 }, 0, undefined)).toThrow(RangeError);
      expect(() => isoScoreStar({ rows: tf.zeros([3, 1]), mask: undefined, count: 3 }, 0, undefined)).toThrow(
        RangeError,
      );
      expect(() => isoScoreStar({ rows, mask: undefined, count: 3 }, 1.1, undefined)).toThrow(RangeError);
      expect(() => isoScoreStar({ rows, mask: undefined, count: 3 }, 0.1, undefined)).toThrow(
        "needs a reference covariance",
      );
    });
  });

  async function scoreOf(values: Float32Array, n: number, d: number): Promise<number> {
    const score = tf.tidy(() =>
      isoScoreStar({ rows: tf.tensor2d(values, [n, d]), mask: undefined, count: n }, 0, undefined),
    );
    const [value] = await score.data();
    score.dispose();
    return value;
  }
});

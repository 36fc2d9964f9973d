import fc from "fast-check";
import { expect, test } from "vitest";
import { kthLeast } from "../../../src/geometry/kthLeast.ts";

test("is what sorting finds, with repeated values too, and looks at no more than it is told", () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.nat(59), fc.nat(59), (all, last, rank) => {
      const count = 1 + (last % all.length);
      const k = 1 + (rank % count);
      expect(kthLeast(Int32Array.from(all), count, k)).toBe(all.slice(0, count).sort((a, b) => a - b)[k - 1]);
    }),
    { numRuns: 300, seed: 1 },
  );
});

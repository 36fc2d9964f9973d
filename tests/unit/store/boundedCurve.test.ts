import { expect, test } from "vitest";
import { appendBounded } from "../../../src/store/boundedCurve.ts";

const placed = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => ({ step: from + i }));

test("a short curve is kept whole", () => {
  expect(appendBounded(placed(1, 3), placed(4, 10), 10)).toEqual(placed(1, 10));
});

test("a curve of any length stays within its bound, evenly spaced, from its first step to its last", () => {
  const most = 100;
  let curve: readonly { readonly step: number }[] = [];
  for (let first = 1; first <= 50_000; first += 7) {
    const last = first + 6;
    curve = appendBounded(curve, placed(first, last), most);
    expect(curve.length).toBeLessThanOrEqual(most);
    expect([curve[0].step, curve.at(-1)!.step]).toEqual([1, last]);
  }
  const gaps = curve.slice(1).map(({ step }, i) => step - curve[i].step);
  expect(Math.min(...gaps)).toBeGreaterThan(0);
  // Half the bound over the whole run, so at worst one in fifty of it; thinned again since, no gap is three times that.
  expect(Math.max(...gaps)).toBeLessThan((3 * 50_000) / (most / 2));
  expect(curve.length).toBeGreaterThan(most / 4);
});

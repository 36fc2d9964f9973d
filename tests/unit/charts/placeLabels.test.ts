import fc from "fast-check";
import { expect, test } from "vitest";
import { placeLabels } from "../../../src/charts/placeLabels.ts";

test("labels keep their order and never overlap, and stay inside where there is room", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 350 }), { maxLength: 8 }), (heights) => {
      const placed = placeLabels(
        heights.map((y, name) => ({ y, name })),
        0,
        300,
        14,
      );
      expect(placed.map(({ name }) => heights[name])).toEqual([...heights].sort((a, b) => a - b));
      for (let i = 1; i < placed.length; i++) expect(placed[i].y - placed[i - 1].y).toBeGreaterThanOrEqual(14 - 1e-9);
      for (const { y } of placed) {
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(300);
      }
    }),
  );
});

import { expect, test } from "vitest";
import { placeAround, type Named } from "../../../src/charts/placeAround.ts";
import { spacedLabels } from "../../../src/charts/spacedLabels.ts";

const bounds = { left: 0, right: 200, top: 0, bottom: 100 };
const mark = (x: number, y: number): Named => ({ x, y, reach: { x: 4, y: 4 }, width: 20, height: 12 });

test("alone, a word stands above its mark", () => {
  expect(placeAround([mark(100, 50)], bounds)[0].middle).toEqual({ x: 100, y: 40 });
});

test("of a mark that points down it stands below", () => {
  expect(placeAround([{ ...mark(100, 50), isBelow: true }], bounds)[0].middle).toEqual({ x: 100, y: 60 });
});

test("at an edge it stays whole: below, or pushed sideways", () => {
  expect(placeAround([mark(100, 5)], bounds)[0].middle).toEqual({ x: 100, y: 15 });
  expect(placeAround([mark(1, 50)], bounds)[0].middle).toEqual({ x: 10, y: 40 });
});

test("no two words overlap, wherever their marks are, and all stay within the bounds", () => {
  for (let seed = 0; seed < 50; seed++) {
    const marks = Array.from({ length: 9 }, (_, i) =>
      mark(((seed * 37 + i * i * 11) % 40) + 80, ((seed + i * 7) % 30) + 30),
    );
    const placed = placeAround(marks, bounds);
    expect(placed[0]).toMatchObject(marks[0]);
    placed.forEach((a, i) => {
      expect(a.middle.x - 10).toBeGreaterThanOrEqual(0);
      expect(a.middle.y - 6).toBeGreaterThanOrEqual(0);
      expect(a.middle.y + 6).toBeLessThanOrEqual(100);
      for (const b of placed.slice(i + 1))
        expect(Math.abs(a.middle.x - b.middle.x) >= 20 || Math.abs(a.middle.y - b.middle.y) >= 12).toBe(true);
    });
  }
});

test("seven marks at one place all keep their words", () => {
  expect(
    placeAround(
      Array.from({ length: 7 }, () => mark(100, 100)),
      { ...bounds, bottom: 200 },
    ),
  ).toHaveLength(7);
});

test("of labels along a line those that touch a later one are left out", () => {
  const at = (...places: number[]) => places.map((x) => ({ x, width: 30 }));
  expect(spacedLabels(at(0, 12, 40, 75, 100)).map(({ x }) => x)).toEqual([0, 40, 100]);
  expect(spacedLabels([])).toEqual([]);
});

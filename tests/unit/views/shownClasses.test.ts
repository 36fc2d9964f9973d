import { expect, test } from "vitest";
import { byName } from "../../../src/views/cloud/colouring.ts";
import { hiddenPoints, noneHidden, only, toggled } from "../../../src/views/cloud/shownClasses.ts";

const colouring = byName(["a", "b", "a", undefined], ["a", "b"]);
const [a, b, unnamed] = colouring.entries;

test("a class is hidden and shown again, and so are the points without one", () => {
  expect(hiddenPoints(colouring, noneHidden)).toBeUndefined();
  const hidden = toggled(noneHidden, a!);
  expect([...hiddenPoints(colouring, hidden)!]).toEqual([1, 0, 1, 0]);
  expect([...hiddenPoints(colouring, toggled(hidden, unnamed!))!]).toEqual([1, 0, 1, 1]);
  expect(toggled(hidden, a!).size).toBe(0);
});

test("one class is shown alone, another one in its place, and then all", () => {
  const onlyA = only(noneHidden, a!, colouring.entries);
  expect([...hiddenPoints(colouring, onlyA)!]).toEqual([0, 1, 0, 1]);
  const onlyB = only(onlyA, b!, colouring.entries);
  expect([...hiddenPoints(colouring, onlyB)!]).toEqual([1, 0, 1, 1]);
  expect(only(onlyB, b!, colouring.entries).size).toBe(0);
});

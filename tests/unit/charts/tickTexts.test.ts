import { scaleLinear } from "d3";
import { describe, expect, test } from "vitest";
import { tickTexts } from "../../../src/charts/frame/tickTexts.ts";
import { createFormats } from "../../../src/messages/formats.ts";

const formats = createFormats("en");

test.each([
  [
    [0.999, 0.9995, 1],
    ["0.9990", "0.9995", "1.0000"],
  ],
  [
    [0, 0.5, 1],
    ["0", "0.5", "1.0"],
  ],
  [
    [-0.02, 0, 0.02],
    ["\u22120.02", "0", "0.02"],
  ],
  [
    [98, 100, 102],
    ["98", "100", "102"],
  ],
  [
    [-1000, 1001],
    ["\u22121,000", "1,001"],
  ],
  [
    [0, 2e-4, 4e-4],
    ["0", "2·10⁻⁴", "4·10⁻⁴"],
  ],
  [
    [1e7, 2e7],
    ["1·10⁷", "2·10⁷"],
  ],
  [[0], ["0"]],
  [[], []],
])("%j is %j", (values, texts) => {
  expect(tickTexts(values, formats)).toEqual(texts);
});

test("two ticks that differ say two things, however near they are to one another", () => {
  expect(tickTexts([1e7, 1e7 + 1], formats)).toEqual(["10,000,000", "10,000,001"]);
  expect(tickTexts([1 - 2e-9, 1 - 1e-9, 1], formats)).toEqual(["0.999999998", "0.999999999", "1.000000000"]);
});

describe("the ticks of any axis", () => {
  const spans = [1e-12, 3e-7, 1e-3, 0.02, 0.7, 1, 4, 37, 800, 1e5, 3e8];
  test.each(spans)("over %f differ, and say their value", (span) => {
    for (const low of [0, -span / 3, 1, 0.9, 12.5, 1e4]) {
      const values = scaleLinear([low, low + span]).ticks(4);
      const texts = tickTexts(values, formats);
      expect(new Set(texts).size).toBe(values.length);
    }
  });
});

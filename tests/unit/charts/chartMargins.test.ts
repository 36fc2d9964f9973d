import { describe, expect, test } from "vitest";
import { bottomMargin, leftMargin, rightMargin, tickWidth, topMargin } from "../../../src/charts/frame/chartMargins.ts";

/** IBM Plex Sans: a tabular digit is 0.6 em wide, and chart text is 0.6875 of the root font size. */
const digitWidth = (unit: number) => 0.6 * 0.6875 * unit;

describe.each([12, 16, 24, 40])("with a root font of %d px", (unit) => {
  test.each([["\u22120.0005"], ["1,000,000"], ["0"]])("the left margin holds %s", (text) => {
    expect(tickWidth(text, unit)).toBeGreaterThanOrEqual(digitWidth(unit) * text.length);
    expect(leftMargin(["0", text], unit)).toBeGreaterThanOrEqual(digitWidth(unit) * text.length + 6);
  });

  test("every margin is larger than with a smaller font", () => {
    const margins = (size: number) => [
      leftMargin(["0.25"], size),
      rightMargin(["held out"], size),
      topMargin(size),
      bottomMargin(size, false),
      bottomMargin(size, true),
    ];
    const smaller = margins(unit - 2);
    margins(unit).forEach((margin, index) => expect(margin).toBeGreaterThan(smaller[index]));
  });
});

test("without names there is hardly a right margin", () => {
  expect(rightMargin([], 16)).toBeLessThanOrEqual(12);
});

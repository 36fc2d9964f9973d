import { expect, test } from "vitest";
import { spectrumPath, spectrumScales } from "../../../src/views/spectrum/spectrumCurve.ts";

const frame = { left: 0, right: 100, top: 0, bottom: 200 };
const spectrum = Float64Array.of(8, 4, 2, 1);
const flat = Float64Array.of(3.75, 3.75, 3.75, 3.75);

test("a geometric spectrum is a straight line on the log axis", () => {
  const { yOf } = spectrumScales("log", [spectrum], flat, frame);
  const steps = [1, 2, 3].map((i) => yOf(spectrum, i) - yOf(spectrum, i - 1));
  expect(steps[1]).toBeCloseTo(steps[0], 6);
  expect(steps[2]).toBeCloseTo(steps[0], 6);
});

test("the cumulative form ends at the whole variance", () => {
  const { yOf } = spectrumScales("cumulative", [spectrum], flat, frame);
  expect(yOf(spectrum, 3)).toBeCloseTo(frame.top, 9);
  expect(yOf(spectrum, 0)).toBeCloseTo(frame.bottom - (200 * 8) / 15, 9);
});

test("eigenvalues without variance leave the log curve instead of falling through the axis", () => {
  const withZeros = Float64Array.of(8, 4, 0, 0);
  const scales = spectrumScales("log", [withZeros], flat, frame);
  expect(spectrumPath("log", withZeros, scales).match(/[ML]/g)).toHaveLength(2);
  expect(
    spectrumPath("linear", withZeros, spectrumScales("linear", [withZeros], flat, frame)).match(/[ML]/g),
  ).toHaveLength(4);
});

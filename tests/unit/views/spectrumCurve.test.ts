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

test.each(["linear", "log", "cumulative"] as const)("the %s axis ends at the rank, not at d", (form) => {
  // Six points span five directions, whatever d is; the rest is rounding.
  const ofSixPoints = Float64Array.from({ length: 384 }, (_, i) => (i < 5 ? 10 - i : i % 2 === 0 ? 0 : 1e-14));
  const isotropic = Float64Array.from({ length: 384 }, (_, i) => (i < 5 ? 8 : 0));
  const scales = spectrumScales(form, [ofSixPoints], isotropic, frame);
  expect(scales.last).toBe(5);
  expect(scales.x(5)).toBe(frame.right);
  expect(spectrumPath(form, ofSixPoints, scales).match(/[ML]/g)).toHaveLength(5);
  expect(scales.endOf(ofSixPoints)).toBeCloseTo(scales.yOf(ofSixPoints, 4), 9);
});

test("a spectrum of full rank is drawn whole", () => {
  expect(spectrumScales("linear", [spectrum], flat, frame).last).toBe(4);
});

/** The geometry of the spectrum chart: its scales and its curves. Pure. */
import { line, scaleLinear, scaleLog, type ScaleContinuousNumeric } from "d3";
import { cumulativeShares } from "../../geometry/spectrum.ts";
import type { SpectrumForm } from "../../store/viewFields.ts";

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface SpectrumScales {
  readonly x: ScaleContinuousNumeric<number, number>;
  readonly y: ScaleContinuousNumeric<number, number>;
  /** Pixel height of entry `index` of a spectrum, in the chart's form. */
  readonly yOf: (eigenvalues: Float64Array, index: number) => number;
  /** Pixel height at which a spectrum's curve ends: on a log axis that is its last eigenvalue with variance. */
  readonly endOf: (eigenvalues: Float64Array) => number;
}

/** Eigenvalues below this share of the largest are rounding, not variance: a log axis ends there. */
const smallestShare = 1e-7;

/** Scales that hold all given spectra and the null spectrum. */
export function spectrumScales(
  form: SpectrumForm,
  spectra: readonly Float64Array[],
  nullSpectrum: Float64Array,
  frame: Frame,
): SpectrumScales {
  const dimensions = Math.max(2, ...spectra.map((spectrum) => spectrum.length));
  const x = scaleLinear([1, dimensions], [frame.left, frame.right]);
  if (form === "cumulative") {
    const y = scaleLinear([0, 1], [frame.bottom, frame.top]);
    return { x, y, yOf: (values, index) => y(cumulativeShares(values)[index] ?? 1), endOf: () => y(1) };
  }
  const largest = Math.max(...spectra.map((spectrum) => spectrum[0]), nullSpectrum[0] ?? 0);
  if (form === "linear") {
    const y = scaleLinear([0, largest], [frame.bottom, frame.top]).nice(4);
    return { x, y, yOf: (values, index) => y(values[index] ?? 0), endOf: (values) => y(values.at(-1) ?? 0) };
  }
  const floor = largest * smallestShare;
  const positive = spectra.flatMap((spectrum) => spectrum.findLast((value) => value > floor) ?? []);
  const y = scaleLog([Math.min(...positive, largest / 10), largest], [frame.bottom, frame.top])
    .clamp(true)
    .nice();
  const lowest = y.domain()[0];
  return {
    x,
    y,
    yOf: (values, index) => y(Math.max(values[index] ?? 0, lowest)),
    endOf: (values) => y(values.findLast((value) => value >= lowest) ?? lowest),
  };
}

/** SVG path of one spectrum; on a log axis it ends where the variance does. */
export function spectrumPath(form: SpectrumForm, eigenvalues: Float64Array, { x, y }: SpectrumScales): string {
  const values = form === "cumulative" ? cumulativeShares(eigenvalues) : eigenvalues;
  const smallest = form === "log" ? y.domain()[0] : -Infinity;
  const path = line<number>()
    .defined((value) => value >= smallest)
    .x((_, index) => Number(x(index + 1).toFixed(1)))
    .y((value) => Number(y(value).toFixed(1)));
  return path(Array.from(values)) ?? "";
}

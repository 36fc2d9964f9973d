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
  /** The last eigenvalue that is drawn: those after it are 0 in all spectra. */
  readonly last: number;
  readonly x: ScaleContinuousNumeric<number, number>;
  readonly y: ScaleContinuousNumeric<number, number>;
  /** Pixel height of entry `index` of a spectrum, in the chart's form. */
  readonly yOf: (eigenvalues: Float64Array, index: number) => number;
  /** Pixel height at which a spectrum's curve ends: on a log axis that is its last eigenvalue with variance. */
  readonly endOf: (eigenvalues: Float64Array) => number;
}

/** Eigenvalues below this share of the largest are rounding, not variance: a log axis ends there. */
const smallestShare = 1e-7;

/** How many eigenvalues are more than rounding, which is up to d ε of the largest. */
function rankOf(eigenvalues: Float64Array): number {
  const rounding = eigenvalues.length * Number.EPSILON * (eigenvalues[0] ?? 0);
  return eigenvalues.findLastIndex((value) => value > rounding) + 1;
}

/** Scales that hold all given spectra and the null spectrum. */
export function spectrumScales(
  form: SpectrumForm,
  spectra: readonly Float64Array[],
  nullSpectrum: Float64Array,
  frame: Frame,
): SpectrumScales {
  const last = Math.max(1, ...[...spectra, nullSpectrum].map(rankOf));
  const x = scaleLinear([1, Math.max(2, last)], [frame.left, frame.right]);
  if (form === "cumulative") {
    const y = scaleLinear([0, 1], [frame.bottom, frame.top]);
    return { last, x, y, yOf: (values, index) => y(cumulativeShares(values)[index] ?? 1), endOf: () => y(1) };
  }
  const largest = Math.max(...spectra.map((spectrum) => spectrum[0]), nullSpectrum[0] ?? 0);
  if (form === "linear") {
    const y = scaleLinear([0, largest], [frame.bottom, frame.top]).nice(4);
    return {
      last,
      x,
      y,
      yOf: (values, index) => y(values[index] ?? 0),
      endOf: (values) => y(values[Math.min(last, values.length) - 1] ?? 0),
    };
  }
  const floor = largest * smallestShare;
  const positive = spectra.flatMap((spectrum) => spectrum.findLast((value) => value > floor) ?? []);
  const y = scaleLog([Math.min(...positive, largest / 10), largest], [frame.bottom, frame.top])
    .clamp(true)
    .nice();
  const lowest = y.domain()[0];
  return {
    last,
    x,
    y,
    yOf: (values, index) => y(Math.max(values[index] ?? 0, lowest)),
    endOf: (values) => y(values.findLast((value) => value >= lowest) ?? lowest),
  };
}

/** SVG path of one spectrum, up to the last eigenvalue that any has; on a log axis it ends where the variance does. */
export function spectrumPath(form: SpectrumForm, eigenvalues: Float64Array, { last, x, y }: SpectrumScales): string {
  const values = form === "cumulative" ? cumulativeShares(eigenvalues) : eigenvalues;
  const smallest = form === "log" ? y.domain()[0] : -Infinity;
  const path = line<number>()
    .defined((value) => value >= smallest)
    .x((_, index) => Number(x(index + 1).toFixed(1)))
    .y((value) => Number(y(value).toFixed(1)));
  return path(Array.from(values.subarray(0, last))) ?? "";
}

/** The powers of ten of a logarithmic scale. */
export function powersOfTen(scale: SpectrumScales["y"]): number[] {
  return scale.ticks(4).filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9);
}

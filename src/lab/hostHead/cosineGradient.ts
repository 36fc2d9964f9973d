/** CosReg on the host, with its gradient; cosinePenalty.ts has the formulas and is the same on the device. */
import { smallestSquare } from "../cosinePenalty.ts";
import type { PaddedMatrix } from "./matrix.ts";

/**
 * The penalty of n points in d dimensions, in [−1/n, 1 − 1/n].
 * @param gradient receives `weight` times the derivative, added to what it holds.
 */
export function cosineGradient(
  points: PaddedMatrix,
  n: number,
  d: number,
  weight: number,
  gradient: PaddedMatrix,
): number {
  const { values, stride } = points;
  const inverseLengths = new Float64Array(n);
  const sum = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    let square = smallestSquare;
    for (let j = 0; j < d; j++) square += values[i * stride + j] ** 2;
    const inverse = 1 / Math.sqrt(square);
    inverseLengths[i] = inverse;
    for (let j = 0; j < d; j++) sum[j] += values[i * stride + j] * inverse;
  }
  if (weight !== 0) {
    for (let i = 0; i < n; i++) {
      const inverse = inverseLengths[i];
      let along = 0;
      for (let j = 0; j < d; j++) along += values[i * stride + j] * inverse * sum[j];
      const factor = (2 * weight * inverse) / n ** 2;
      for (let j = 0; j < d; j++)
        gradient.values[i * stride + j] += factor * (sum[j] - values[i * stride + j] * inverse * along);
    }
  }
  return (sum.reduce((total, entry) => total + entry ** 2, 0) - n) / n ** 2;
}

/**
 * IsoScore⋆ of a cloud on the device, with its gradient: the penalty 1 − IsoScore⋆ of I-STAR (Rudman & Eickhoff 2024,
 * arXiv 2305.19358) trains by it. With Σ_ζ = (1 − ζ) Σ_X + ζ Σ_S, T = tr Σ_ζ and F = ‖Σ_ζ‖_F²
 *
 *     ι = (T² / F − 1) / (d − 1),      ∂ι/∂X = (1 − ζ) · (2 / m) · Xc · (2T/F · I − 2T²/F² · Σ_ζ) / (d − 1),   m = n − 1
 *
 * which is exactly the published score (geometry/isoscore.ts) without its eigenvalues, and differentiable wherever the
 * cloud has variance. Points are centred first and all is divided by T, so that float32 neither overflows nor loses
 * digits, whatever the cloud's scale and place: T is 1 then, and ι depends on neither.
 */
import * as tf from "@tensorflow/tfjs-core";
import { columnSums } from "./differentiable/columnSums.ts";
import { withGradient } from "./differentiable/withGradient.ts";
import type { MaskedCloud } from "./maskedCloud.ts";

/** Σ_S and its trace. */
export interface ReferenceCovariance {
  /** d × d. Nothing is differentiated with respect to it. */
  readonly matrix: tf.Tensor2D;
  readonly trace: number;
}

/**
 * IsoScore⋆ of a cloud of at least two points in at least two dimensions, a scalar in [0, 1]; NaN if Σ_ζ is 0.
 * Differentiable with respect to the cloud's rows.
 *
 * @param zeta weight on the reference, in [0, 1].
 * @param reference Σ_S; needed if ζ is above 0.
 * @throws RangeError if there are fewer points or dimensions, or ζ lies outside [0, 1], or Σ_S is missing.
 */
export function isoScoreStar(cloud: MaskedCloud, zeta: number, reference: ReferenceCovariance | undefined): tf.Scalar {
  const d = cloud.rows.shape[1];
  if (cloud.count < 2 || d < 2)
    throw new RangeError(`IsoScore⋆ needs two points and two dimensions, not ${cloud.count} and ${d}`);
  if (!(zeta >= 0 && zeta <= 1)) throw new RangeError(`ζ must lie in [0, 1], not ${zeta}`);
  if (zeta > 0 && reference === undefined) throw new RangeError(`ζ = ${zeta} needs a reference covariance`);
  return withGradient(
    [cloud.rows],
    () => {
      const { score, gradient } = scoreAndGradient(cloud, zeta, zeta > 0 ? reference : undefined);
      return { value: score, saved: [gradient] as const };
    },
    (dy, [gradient]) => [tf.mul(gradient, dy)],
  );
}

/** The score and, since most of its parts are the score's own, its gradient with respect to the rows. */
function scoreAndGradient(
  cloud: MaskedCloud,
  zeta: number,
  reference: ReferenceCovariance | undefined,
): { score: tf.Scalar; gradient: tf.Tensor2D } {
  const [rowCount, d] = cloud.rows.shape;
  const centred = centre(cloud);
  const weight = (1 - zeta) / (cloud.count - 1);
  const trace = tf.add(tf.mul(sumOfSquares(centred), weight), zeta * (reference?.trace ?? 0));
  const scaled = tf.mul(centred, tf.rsqrt(trace)) as tf.Tensor2D;
  const scaledReference =
    reference === undefined ? undefined : (tf.mul(reference.matrix, tf.div(zeta, trace)) as tf.Tensor2D);

  // rows × rows products where they are fewer than d × d ones. Either way `squaredNorm` is F and `timesCovariance` X·Σ_ζ.
  const { squaredNorm, timesCovariance } =
    2 * rowCount < d ? fromGram(scaled, weight, scaledReference) : fromCovariance(scaled, weight, scaledReference);
  const ratio = tf.div(1, squaredNorm);
  const score = tf.div(tf.sub(ratio, 1), d - 1) as tf.Scalar;
  const direction = tf.sub(scaled, tf.mul(timesCovariance, ratio));
  const factor = tf.mul(tf.mul(ratio, tf.rsqrt(trace)), (4 * weight) / (d - 1));
  return { score, gradient: tf.mul(direction, factor) };
}

interface Products {
  readonly squaredNorm: tf.Tensor;
  readonly timesCovariance: tf.Tensor2D;
}

/** Σ_ζ = w·XᵀX + R outright. */
function fromCovariance(x: tf.Tensor2D, weight: number, reference: tf.Tensor2D | undefined): Products {
  const own = tf.mul(tf.matMul(tf.transpose(x), x), weight) as tf.Tensor2D;
  const covariance: tf.Tensor2D = reference === undefined ? own : tf.add(own, reference);
  return { squaredNorm: sumOfSquares(covariance), timesCovariance: tf.matMul(x, covariance) };
}

/** By the Gram matrix: ‖XᵀX‖ = ‖XXᵀ‖, X·XᵀX = XXᵀ·X and ⟨XᵀX, R⟩ = ⟨X, X·R⟩. */
function fromGram(x: tf.Tensor2D, weight: number, reference: tf.Tensor2D | undefined): Products {
  const gram = tf.matMul(x, tf.transpose(x)) as tf.Tensor2D;
  const own = tf.mul(tf.matMul(gram, x), weight) as tf.Tensor2D;
  const squaredNorm = tf.mul(sumOfSquares(gram), weight ** 2);
  if (reference === undefined) return { squaredNorm, timesCovariance: own };
  const timesReference = tf.matMul(x, reference);
  const inner = tf.mul(tf.sum(tf.sum(tf.mul(x, timesReference), 1)), 2 * weight);
  return {
    squaredNorm: tf.add(tf.add(squaredNorm, inner), sumOfSquares(reference)),
    timesCovariance: tf.add(own, timesReference),
  };
}

/** The rows less their mean; 0 where a row doesn't count. Twice, for the first mean is rounded to the digits of the cloud's place. */
function centre(cloud: MaskedCloud): tf.Tensor2D {
  return lessMean({ ...cloud, rows: lessMean(cloud) });
}

function lessMean({ rows, mask, count }: MaskedCloud): tf.Tensor2D {
  const centred = tf.sub(rows, tf.div(columnSums(rows, mask), count)) as tf.Tensor2D;
  return mask === undefined ? centred : tf.mul(centred, mask);
}

/** Row by row first: a backend may add one number after the other, and float32 loses a digit in a hundred thousand of them. */
function sumOfSquares(matrix: tf.Tensor2D): tf.Tensor {
  return tf.sum(tf.sum(tf.square(matrix), 1));
}

/**
 * The lab's loss in plain float64 arithmetic, written as the definitions read and sharing nothing with src/lab: the
 * reference that gradients are checked against, by central differences.
 */
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScoreStar, normsOf, referenceNormsOf } from "../../../src/geometry/isoscore.ts";

type Matrix = readonly Float64Array[];

export interface Float64Case {
  readonly adapter: "linear" | "tanh";
  readonly activation: "gelu" | "gelu_new" | "relu";
  readonly heads: number;
  readonly epsilon: number;
  /** Encoder layers trained; 0 for the head alone, whose sentences then have one token each. */
  readonly layers: number;
  /** For each sentence its tokens' hidden states. */
  readonly sentences: readonly Matrix[];
  readonly labels: readonly number[];
  readonly penalty: "isoscore" | "cosreg" | "none";
  readonly lambda: number;
  readonly zeta: number;
  /** Σ_S. */
  readonly reference: Float64Array;
}

/** cross-entropy + λ · penalty. @param parameters in the order of the lab's: head, then layers. */
export function lossOf(parameters: readonly Float64Array[], inputs: Float64Case): number {
  const [weight, bias, classifierWeight, classifierBias] = parameters;
  const measured: Float64Array[] = [];
  const last: Float64Array[] = [];
  let entropy = 0;
  inputs.sentences.forEach((tokens, sentence) => {
    let hidden = tokens;
    for (let layer = 0; layer < inputs.layers; layer++) {
      hidden = encoderLayer(hidden, parameters.slice(4 + 12 * layer, 16 + 12 * layer), inputs);
      measured.push(...hidden);
    }
    const mean = hidden[0].map((_, j) => hidden.reduce((sum, token) => sum + token[j], 0) / hidden.length);
    const affine = affineOf([mean], weight, bias);
    const adapted = inputs.adapter === "tanh" ? affine.map((row) => row.map(Math.tanh)) : affine;
    if (inputs.layers === 0) measured.push(...adapted);
    last.push(...(inputs.layers === 0 ? adapted : hidden));
    const [logits] = affineOf(adapted, classifierWeight, classifierBias);
    entropy += Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[inputs.labels[sentence]];
  });
  return entropy / inputs.sentences.length + inputs.lambda * penaltyOf(measured, last, inputs);
}

function penaltyOf(measured: Matrix, last: Matrix, { penalty, zeta, reference }: Float64Case): number {
  switch (penalty) {
    case "isoscore": {
      const moments = momentsOf({
        values: Float64Array.from(measured.flatMap((row) => [...row])),
        n: measured.length,
        d: measured[0].length,
      });
      return 1 - (isoScoreStar(normsOf(moments), zeta, referenceNormsOf(moments, reference)) as number);
    }
    case "cosreg": {
      let sum = 0;
      for (const a of last) for (const b of last) sum += dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
      return (sum - last.length) / last.length ** 2;
    }
    case "none":
      return 0;
  }
}

function encoderLayer(hidden: Matrix, parameters: readonly Float64Array[], inputs: Float64Case): Matrix {
  const [qkvWeight, qkvBias, outWeight, outBias, gamma1, beta1, upWeight, upBias, downWeight, downBias, gamma2, beta2] =
    parameters;
  const context = attention(affineOf(hidden, qkvWeight, qkvBias), inputs.heads);
  const attended = layerNorm(added(affineOf(context, outWeight, outBias), hidden), gamma1, beta1, inputs.epsilon);
  const inner = affineOf(attended, upWeight, upBias).map((row) => row.map((x) => activationOf(x, inputs.activation)));
  return layerNorm(added(affineOf(inner, downWeight, downBias), attended), gamma2, beta2, inputs.epsilon);
}

function attention(queryKeyValue: Matrix, heads: number): Matrix {
  const d = queryKeyValue[0].length / 3;
  const size = d / heads;
  return queryKeyValue.map((query) => {
    const out = new Float64Array(d);
    for (let head = 0; head < heads; head++) {
      const [from, to] = [head * size, (head + 1) * size];
      const exponentials = queryKeyValue.map((key) =>
        Math.exp(dot(query.subarray(from, to), key.subarray(d + from, d + to)) / Math.sqrt(size)),
      );
      const total = exponentials.reduce((sum, value) => sum + value, 0);
      for (let j = from; j < to; j++)
        out[j] = queryKeyValue.reduce((sum, value, i) => sum + (exponentials[i] / total) * value[2 * d + j], 0);
    }
    return out;
  });
}

function layerNorm(rows: Matrix, gamma: Float64Array, beta: Float64Array, epsilon: number): Matrix {
  return rows.map((row) => {
    const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length;
    return row.map((x, j) => ((x - mean) / Math.sqrt(variance + epsilon)) * gamma[j] + beta[j]);
  });
}

function activationOf(x: number, activation: Float64Case["activation"]): number {
  switch (activation) {
    case "gelu":
      return (x / 2) * (1 + erf(x * Math.SQRT1_2));
    case "gelu_new":
      return (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
    case "relu":
      return Math.max(0, x);
  }
}

/**
 * By its Maclaurin series up to 2, and by the continued fraction of erfc beyond: the series' terms grow as eˣ² and would
 * cost the digits that central differences live on.
 */
function erf(x: number): number {
  if (Math.abs(x) > 2) {
    const size = Math.abs(x);
    let fraction = size;
    for (let n = 80; n > 0; n--) fraction = size + n / 2 / fraction;
    return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * fraction));
  }
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function affineOf(rows: Matrix, weight: Float64Array, bias: Float64Array): Matrix {
  return rows.map((row) =>
    bias.map((shift, j) => row.reduce((sum, x, i) => sum + x * weight[i * bias.length + j], shift)),
  );
}

function added(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((x, j) => x + b[i][j]));
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

/** Covariance of some points, n × d, row-major: a Σ_S for a test. */
export function covarianceOfPoints(values: Float64Array, n: number, d: number): Float64Array {
  return covarianceOf(momentsOf({ values, n, d }));
}

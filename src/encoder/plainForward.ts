/**
 * The forward pass in plain float64 arithmetic, on the host, written as the definitions read: slow, without any backend,
 * and so the reference that backends are checked against. Tests hold it to PyTorch.
 */
import type { Activation } from "./config.ts";
import type { EncoderModel } from "./model.ts";
import { positionsOf } from "./positions.ts";
import type { DenseWeights, LayerNormWeights } from "./weights.ts";

/** Tokens × size, a row a token. */
type Matrix = readonly Float64Array[];

/**
 * Hidden states 0 … `highest` of one sentence.
 * @param ids token ids, special tokens included; all of them in the vocabulary.
 * @param highest 0 … L.
 * @returns for each hidden state one row of d values a token.
 */
export function plainHiddenStates(
  { config, weights }: EncoderModel,
  ids: ArrayLike<number>,
  highest: number,
): Matrix[] {
  const { embeddingSize: size, layerNormEpsilon: epsilon, activation } = config;
  const positions = positionsOf(ids, config);
  const embedded = Array.from(ids, (id, token) =>
    Float64Array.from(
      { length: size },
      (_, i) => weights.wordEmbeddings[id * size + i] + weights.positionEmbeddings[positions[token] * size + i],
    ),
  );
  const normalised = layerNorm(embedded, weights.embeddingLayerNorm, epsilon);
  const hiddenStates = [
    weights.embeddingProjection === undefined ? normalised : affine(normalised, weights.embeddingProjection),
  ];
  for (const layer of weights.layers.slice(0, highest)) {
    const below = hiddenStates[hiddenStates.length - 1];
    const context = attention(affine(below, layer.queryKeyValue), config.heads, weights.relativeBias);
    const attended = layerNorm(sum(affine(context, layer.attentionOutput), below), layer.attentionLayerNorm, epsilon);
    const inner = affine(attended, layer.intermediate).map((row) => row.map((x) => activate(x, activation)));
    hiddenStates.push(layerNorm(sum(affine(inner, layer.output), attended), layer.outputLayerNorm, epsilon));
  }
  return hiddenStates;
}

function affine(x: Matrix, { weight, bias, inputs, outputs }: DenseWeights): Matrix {
  return x.map((row) => {
    const y = Float64Array.from(bias);
    for (let input = 0; input < inputs; input++) {
      for (let output = 0, entry = input * outputs; output < outputs; output++, entry++)
        y[output] += row[input] * weight[entry];
    }
    return y;
  });
}

function sum(a: Matrix, b: Matrix): Matrix {
  return a.map((row, token) => row.map((value, i) => value + b[token][i]));
}

function layerNorm(x: Matrix, { gamma, beta }: LayerNormWeights, epsilon: number): Matrix {
  return x.map((row) => {
    const mean = row.reduce((total, value) => total + value, 0) / row.length;
    const variance = row.reduce((total, value) => total + (value - mean) ** 2, 0) / row.length;
    return row.map((value, i) => ((value - mean) / Math.sqrt(variance + epsilon)) * gamma[i] + beta[i]);
  });
}

function attention(queryKeyValue: Matrix, heads: number, bias: EncoderModel["weights"]["relativeBias"]): Matrix {
  const d = queryKeyValue[0].length / 3;
  const size = d / heads;
  return queryKeyValue.map((query, from) => {
    const context = new Float64Array(d);
    for (let head = 0; head < heads; head++) {
      const first = head * size;
      const scores = queryKeyValue.map((key, to) => {
        let product = 0;
        for (let i = first; i < first + size; i++) product += query[i] * key[d + i];
        return (
          product / Math.sqrt(size) +
          (bias === undefined ? 0 : bias.values[head * bias.stride + bias.positions - 1 + to - from])
        );
      });
      const largest = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - largest));
      const total = weights.reduce((all, weight) => all + weight, 0);
      queryKeyValue.forEach((value, to) => {
        for (let i = first; i < first + size; i++) context[i] += (weights[to] / total) * value[2 * d + i];
      });
    }
    return context;
  });
}

function activate(x: number, activation: Activation): number {
  switch (activation) {
    case "gelu":
      return (x / 2) * (1 + errorFunction(x * Math.SQRT1_2));
    case "gelu_new":
      return (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
    case "relu":
      return Math.max(0, x);
  }
}

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, all of whose terms have one sign. Abramowitz & Stegun 7.1.6. */
function errorFunction(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

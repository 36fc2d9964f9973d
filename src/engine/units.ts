/** Hidden states to points: which rows of a layer make the cloud, as tokens or as one vector a sentence. */
import type { HiddenStates } from "../encoder/hiddenStates.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";

/** What one point of the cloud is. */
export type Unit = "tokens" | "sentences";

/** How a sentence becomes one vector: the mean of its tokens, or the state of its first special token ([CLS]). */
export type Pooling = "mean" | "cls";

/** How hidden states become points. */
export interface PointSettings {
  readonly unit: Unit;
  /** For sentences only. */
  readonly pooling: Pooling;
  /** True keeps special tokens as points, and as parts of a sentence's mean; "cls" needs and uses one anyway. */
  readonly includeSpecialTokens: boolean;
}

/** The points of one layer. The same settings give the same points, in the same order, for every layer. */
export interface UnitPoints {
  readonly cloud: PointCloud;
  /** The sentence of each point. */
  readonly sentence: Uint32Array;
  /** The token (row of the hidden states) of each point; absent when points are sentences. */
  readonly token?: Uint32Array;
}

/**
 * The points of a layer, in the order of the text. A sentence without a token that counts (an empty text without its
 * special tokens, a model without [CLS]) makes no point.
 */
export function pointsOfUnit(states: HiddenStates, layer: number, settings: PointSettings): UnitPoints {
  switch (settings.unit) {
    case "tokens":
      return tokenPoints(states, layer, settings.includeSpecialTokens);
    case "sentences":
      return sentencePoints(states, layer, settings);
  }
}

function tokenPoints(states: HiddenStates, layer: number, includeSpecialTokens: boolean): UnitPoints {
  const { d, tokens } = states;
  const rows: number[] = [];
  const sentences: number[] = [];
  for (let sentence = 0; sentence + 1 < tokens.offsets.length; sentence++) {
    for (let row = tokens.offsets[sentence]; row < tokens.offsets[sentence + 1]; row++) {
      if (tokens.special[row] === 1 && !includeSpecialTokens) continue;
      rows.push(row);
      sentences.push(sentence);
    }
  }
  const values = new Float32Array(rows.length * d);
  rows.forEach((row, i) => values.set(states.layers[layer].subarray(row * d, (row + 1) * d), i * d));
  return { cloud: { values, n: rows.length, d }, sentence: Uint32Array.from(sentences), token: Uint32Array.from(rows) };
}

function sentencePoints(states: HiddenStates, layer: number, { pooling, includeSpecialTokens }: PointSettings): UnitPoints {
  const { d, tokens } = states;
  const hidden = states.layers[layer];
  const sentences: number[] = [];
  // Means are gathered in float64 and rounded once.
  const vectors: Float64Array[] = [];
  for (let sentence = 0; sentence + 1 < tokens.offsets.length; sentence++) {
    const start = tokens.offsets[sentence];
    const end = tokens.offsets[sentence + 1];
    const rows = Array.from({ length: end - start }, (_, i) => start + i).filter((row) =>
      pooling === "cls" ? row === start && tokens.special[row] === 1 : includeSpecialTokens || tokens.special[row] === 0,
    );
    if (rows.length === 0) continue;
    const mean = new Float64Array(d);
    for (const row of rows) for (let j = 0; j < d; j++) mean[j] += hidden[row * d + j];
    sentences.push(sentence);
    vectors.push(mean.map((sum) => sum / rows.length));
  }
  const values = new Float32Array(vectors.length * d);
  vectors.forEach((vector, i) => values.set(vector, i * d));
  return { cloud: { values, n: vectors.length, d }, sentence: Uint32Array.from(sentences) };
}

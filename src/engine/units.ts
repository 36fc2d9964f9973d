/**
 * Hidden states to a cloud of points: which rows of a layer make it, as tokens or as one vector a sentence. Special
 * tokens stand for no part of the text and are left out unless asked for, in a sentence's mean too (the mean pooling of
 * sentence-transformers counts them in).
 */
import type { HiddenStates, TokenizedTexts } from "../encoder/hiddenStates.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { TokenContext } from "../geometry/measures/definition.ts";

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
  /** The sentence of each point, ascending. */
  readonly sentence: Uint32Array;
  /** The token (row of the hidden states) of each point; absent when points are sentences. */
  readonly token?: Uint32Array;
}

/**
 * The points of a layer, in the order of the text. A sentence without a token that counts (an empty text without its
 * special tokens, a model without [CLS]) makes no point.
 *
 * @param layer 0 … L.
 * @throws RangeError if there is no such layer.
 */
export function pointsOfUnit(states: HiddenStates, layer: number, settings: PointSettings): UnitPoints {
  if (!(layer in states.layers)) throw new RangeError(`there is no layer ${layer} of ${states.layers.length}`);
  const values = states.layers[layer];
  switch (settings.unit) {
    case "tokens":
      return tokenPoints(values, states, settings.includeSpecialTokens);
    case "sentences":
      return settings.pooling === "cls"
        ? firstTokenPoints(values, states)
        : meanPoints(values, states, settings.includeSpecialTokens);
  }
}

/** The sentence and the word of each point, where points are tokens; undefined where they are sentences. */
export function tokenContext({ sentence, token }: UnitPoints, { tokens }: HiddenStates): TokenContext | undefined {
  return token && { sentence, word: token.map((row) => tokens.ids[row]) };
}

function tokenPoints(values: Float32Array, { d, tokens }: HiddenStates, includeSpecialTokens: boolean): UnitPoints {
  const { offsets, special } = tokens;
  const token = Uint32Array.from(special.keys()).filter((row) => includeSpecialTokens || special[row] === 0);
  const sentence = new Uint32Array(token.length);
  for (let point = 0, current = 0; point < token.length; point++) {
    while (offsets[current + 1] <= token[point]) current++;
    sentence[point] = current;
  }
  return { cloud: { values: rowsOf(values, d, token), n: token.length, d }, sentence, token };
}

function firstTokenPoints(values: Float32Array, { d, tokens }: HiddenStates): UnitPoints {
  const { offsets, special } = tokens;
  const sentence = sentencesWhere(
    tokens,
    (index) => offsets[index + 1] > offsets[index] && special[offsets[index]] === 1,
  );
  const rows = sentence.map((index) => offsets[index]);
  return { cloud: { values: rowsOf(values, d, rows), n: rows.length, d }, sentence };
}

/** Means stay in float64: rounding them would only lose digits. */
function meanPoints(values: Float32Array, { d, tokens }: HiddenStates, includeSpecialTokens: boolean): UnitPoints {
  const { offsets, special } = tokens;
  const counts = (row: number): boolean => includeSpecialTokens || special[row] === 0;
  const sentence = sentencesWhere(tokens, (index) => {
    for (let row = offsets[index]; row < offsets[index + 1]; row++) if (counts(row)) return true;
    return false;
  });
  const means = new Float64Array(sentence.length * d);
  sentence.forEach((index, point) => {
    const mean = means.subarray(point * d, (point + 1) * d);
    let count = 0;
    for (let row = offsets[index]; row < offsets[index + 1]; row++) {
      if (!counts(row)) continue;
      count += 1;
      for (let j = 0; j < d; j++) mean[j] += values[row * d + j];
    }
    for (let j = 0; j < d; j++) mean[j] /= count;
  });
  return { cloud: { values: means, n: sentence.length, d }, sentence };
}

function sentencesWhere({ offsets }: TokenizedTexts, isPoint: (sentence: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: offsets.length - 1 }, (_, sentence) => sentence).filter(isPoint);
}

/** Copies rows, ascending, into a matrix of their own. */
function rowsOf(values: Float32Array, d: number, rows: Uint32Array): Float32Array {
  const chosen = new Float32Array(rows.length * d);
  rows.forEach((row, point) => {
    chosen.set(values.subarray(row * d, (row + 1) * d), point * d);
  });
  return chosen;
}

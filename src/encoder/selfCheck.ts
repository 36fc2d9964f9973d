/**
 * The check that a backend computes what it should, made before its results are shown to anyone. It runs the model that
 * will be used, at its own sizes, because which kernel a backend takes depends on them; and compares with the same
 * weights in plain float64 arithmetic, because for most models nobody has stored what PyTorch says.
 */
import type { Encoder } from "./encoder.ts";
import { encodeTexts } from "./encodeTexts.ts";
import { plainHiddenStates } from "./plainForward.ts";

/** Result of the check. */
export interface SelfCheckResult {
  readonly passed: boolean;
  /** Largest difference from the reference, as a share of the layer's largest absolute value. */
  readonly deviation: number;
  /** Largest deviation that passes. */
  readonly tolerance: number;
}

/** Room for a backend of lower precision; a wrong kernel is wrong by far more. */
const tolerance = 2e-3;

/** Tokens of the sentences: some padding, an odd length, a single token. */
const sentenceLengths = [5, 1, 3];

/** Layers checked: every kernel runs in the first; the second takes what the first has made. */
const layersChecked = 2;

/**
 * Encodes three sentences of tokens from all over the vocabulary and compares the first hidden states.
 * @throws the signal's reason when aborted; EncoderError `output-not-finite`.
 */
export async function selfCheck(encoder: Encoder, signal?: AbortSignal): Promise<SelfCheckResult> {
  const { config } = encoder.model;
  const sentences = sentencesFor(config);
  const offsets = new Uint32Array(sentences.length + 1);
  sentences.forEach((sentence, index) => {
    offsets[index + 1] = offsets[index] + sentence.length;
  });
  const ids = Uint32Array.from(sentences.flat());
  const highest = Math.min(layersChecked, config.layers);
  const { layers, d } = await encodeTexts(
    encoder,
    { offsets, ids, special: new Uint8Array(ids.length), truncated: [] },
    { layers: Array.from({ length: highest + 1 }, (_, layer) => layer), ...(signal !== undefined && { signal }) },
  );

  const references = sentences.map((sentence) => plainHiddenStates(encoder.model, sentence, highest));
  let deviation = 0;
  layers.forEach((values, layer) => {
    const rows = references.flatMap((reference) => reference[layer]);
    let largest = 0;
    let difference = 0;
    rows.forEach((row, token) => {
      row.forEach((value, i) => {
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(values[token * d + i] - value));
      });
    });
    if (difference > 0) deviation = Math.max(deviation, difference / largest);
  });
  return { passed: deviation <= tolerance, deviation, tolerance };
}

/** Sentences of token ids spread over the vocabulary: multiples of the golden ratio, without their whole part. */
function sentencesFor({
  vocabularySize,
  maximumTokens,
}: {
  readonly vocabularySize: number;
  readonly maximumTokens: number;
}): number[][] {
  let count = 0;
  const next = (): number => Math.floor(((++count * 0.6180339887498949) % 1) * vocabularySize);
  return sentenceLengths.map((length) => Array.from({ length: Math.min(length, maximumTokens) }, next));
}

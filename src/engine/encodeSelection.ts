/** Lines to hidden states, within the memory budget. */
import { inTextOrder } from "../encoder/encodeTexts.ts";
import { modelFingerprint } from "../encoder/modelFingerprint.ts";
import { canHash } from "../encoder/sha256.ts";
import type { HiddenStates } from "../encoder/hiddenStates.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { layersChosen, type LayerChoice } from "./layerChoice.ts";
import type { Stage } from "./protocol/progress.ts";
import { runSteps } from "../async/runSteps.ts";
import { hiddenStateBytes, selectSentences, sentencesWithin, tokensWithin } from "./sentenceBudget.ts";

/** The hidden states of a text, or of a random part of it where all of it would not fit. */
export interface EncodedSelection {
  /** The whole text. */
  readonly lines: readonly string[];
  readonly states: HiddenStates;
  /** Of the model that made them; undefined where the browser computes none. */
  readonly modelFingerprint: string | undefined;
  /** The number of each hidden state kept, 0 … L. */
  readonly layerNumbers: readonly number[];
  /** The line of the text that each encoded sentence is. */
  readonly lineOfSentence: Uint32Array;
  /** What the whole text holds; set only if a part was chosen. */
  readonly sampledFrom?: { readonly sentences: number; readonly tokens: number };
  /** True if encoding these lines with these settings would give the same. */
  readonly isOf: (lines: readonly string[], settings: SelectionSettings) => boolean;
}

export interface SelectionSettings {
  /** Chooses the sentences where not all fit. */
  readonly seed: number;
  readonly layers: LayerChoice;
}

/**
 * Tokenizes, chooses and encodes.
 * @param budget most tokens encoded; without it, as many as the memory for hidden states holds.
 * @throws the signal's reason when aborted; BackendError or EncoderError.
 */
export async function encodeSelection(
  host: EncoderHost,
  lines: readonly string[],
  settings: SelectionSettings,
  signal: AbortSignal,
  onProgress: (stage: Stage, done: number, total: number) => void,
  budget?: number,
): Promise<EncodedSelection> {
  const { hiddenSize: d, layers: highest } = host.model.config;
  const layerNumbers = layersChosen(settings.layers, highest);
  const all = await runSteps(host.model.tokenizer.tokenize(lines), signal, (part) => onProgress("tokenize", part, 1));
  const chosen = sentencesWithin(all, budget ?? tokensWithin(hiddenStateBytes, layerNumbers.length, d), settings.seed);
  const sampled = chosen.length < lines.length;
  const tokens = sampled ? selectSentences(all, chosen) : all;
  // It is digested while the device encodes.
  const fingerprint = canHash() ? modelFingerprint(host.model) : Promise.resolve(undefined);
  fingerprint.catch(() => undefined);
  onProgress("encode", 0, tokens.ids.length);
  const batches = host.encode(tokens, {
    signal,
    layers: layerNumbers,
    onProgress: (done, total) => onProgress("encode", done, total),
  });
  const states = await inTextOrder(batches, tokens, d, layerNumbers.length);
  return {
    lines,
    states,
    modelFingerprint: await fingerprint,
    layerNumbers,
    lineOfSentence: chosen,
    ...(sampled && { sampledFrom: { sentences: lines.length, tokens: all.ids.length } }),
    isOf: (otherLines, other) =>
      // The seed matters only where it chose.
      (!sampled || other.seed === settings.seed) &&
      areEqual(layersChosen(other.layers, highest), layerNumbers) &&
      areEqual(otherLines, lines),
  };
}

function areEqual<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i]);
}

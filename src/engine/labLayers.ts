/** Layer by layer, the held-out rows before and after a run; where encoder layers were trained, by a real encoding of each model. */
import type { TokenizedTexts } from "../encoder/hiddenStates.ts";
import type { EncoderModel } from "../encoder/model.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import { rowsOf } from "../geometry/rows.ts";
import { measureCloud, type CloudFigures } from "../lab/cloudFigures.ts";
import { headChange, type LayerChange } from "../lab/layerChange.ts";
import type { Parameter } from "../lab/parameters.ts";
import type { Trainable } from "../lab/trainable.ts";
import { trainedModel } from "../lab/trainedModel.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { runAsyncSteps, runSteps } from "../async/runSteps.ts";
import { selectSentences, sentencesWithin } from "./sentenceBudget.ts";

/** Most tokens that are measured: all their hidden states are held at once. */
const measuredTokens = 4000;

/** Seed of the choice of rows where all would be more: the same in each comparison. */
const samplingSeed = 0;

/** A run whose layers are looked at. */
export interface LookedAtRun {
  /** What the run began with. */
  readonly model: EncoderModel;
  readonly trainable: Trainable;
  readonly layersTrained: number;
  /** For a head alone: the layer of its input, and the input of all rows. */
  readonly layer: number;
  readonly input: PointCloud | undefined;
  /** Text of every row, and the rows held out. */
  readonly texts: readonly string[];
  readonly heldOut: Uint32Array;
  readonly before: readonly Parameter[];
  readonly after: readonly Parameter[];
}

/**
 * What the run did to each layer, on the held-out rows: every hidden state where encoder layers were trained; the head's
 * input and output where they were not.
 * @throws the signal's reason when aborted; BackendError or EncoderError.
 */
export async function layerChanges(
  host: EncoderHost,
  run: LookedAtRun,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<LayerChange[]> {
  const { model, trainable, layersTrained, layer, input, texts, heldOut, before, after } = run;
  if (layersTrained === 0 && input !== undefined) {
    return runAsyncSteps(
      headChange(trainable, { layer, input: rowsOf(input, heldOut), rows: heldOut }, before, after),
      signal,
      onProgress,
    );
  }
  return compareLayers(
    host,
    { before: model, after: trainedModel(model, after, model.name) },
    Array.from(heldOut, (row) => texts[row]),
    signal,
    onProgress,
  );
}

interface ComparedModels {
  readonly before: EncoderModel;
  /** The same encoder but for its top layers. */
  readonly after: EncoderModel;
}

/**
 * Measures the token vectors of every hidden state, special tokens included: the cloud that IsoScore⋆ is trained on, but
 * one layer at a time. Layers below the trained ones are the same in both and are measured once.
 * @param texts whose tokens, or a random part of at most 4,000 of them, make the clouds.
 * @param onProgress called with the fraction done.
 * @throws the signal's reason when aborted; BackendError or EncoderError.
 */
async function compareLayers(
  host: EncoderHost,
  { before, after }: ComparedModels,
  texts: readonly string[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<LayerChange[]> {
  const all = await runSteps(before.tokenizer.tokenize(texts), signal);
  const tokens = selectSentences(all, sentencesWithin(all, measuredTokens, samplingSeed));
  const unchanged = before.weights.layers.findIndex((layer, index) => layer !== after.weights.layers[index]);
  const first = unchanged === -1 ? before.config.layers + 1 : unchanged + 1;
  const figuresBefore = await layerFigures(host, before, tokens, 0, signal, (part) => onProgress(part / 2));
  const changed = await layerFigures(host, after, tokens, first, signal, (part) => onProgress((1 + part) / 2));
  return figuresBefore.map((figures, layer) => ({
    layer,
    before: figures,
    after: layer < first ? figures : changed[layer - first],
  }));
}

/** Figures of the hidden states `first` … L. */
async function layerFigures(
  host: EncoderHost,
  model: EncoderModel,
  tokens: TokenizedTexts,
  first: number,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<CloudFigures[]> {
  const d = model.config.hiddenSize;
  const n = tokens.ids.length;
  const count = model.config.layers + 1 - first;
  const layers = Array.from({ length: count }, () => new Float32Array(n * d));
  for await (const batch of host.encode(tokens, {
    signal,
    model,
    onProgress: (done, total) => onProgress((0.6 * done) / total),
  })) {
    let row = 0;
    for (const sentence of batch.sentences) {
      const start = tokens.offsets[sentence];
      const end = row + tokens.offsets[sentence + 1] - start;
      layers.forEach((values, index) => values.set(batch.layers[first + index].subarray(row * d, end * d), start * d));
      row = end;
    }
  }
  const figures: CloudFigures[] = [];
  for (const values of layers) {
    figures.push(await runSteps(measureCloud({ values, n, d }), signal));
    onProgress(0.6 + (0.4 * figures.length) / count);
  }
  return figures;
}

/** The lab's rows with the vectors that a model gave them, and the model itself: what is trained stands on both. */
import type { LabelledRow } from "../corpora/labelledRows.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { createEncoderTop } from "../lab/encoderTop.ts";
import { createHeadModel } from "../lab/headModel.ts";
import type { TokenStates } from "../lab/tokenStates.ts";
import type { Trainable } from "../lab/trainable.ts";
import type { EncoderHost } from "./encoderHost.ts";
import type { LabRunSettings } from "./protocol/lab.ts";
import { encodeTokens } from "./labTokens.ts";
import { encodeRows, type LabVectors } from "./labVectors.ts";

export interface LabData {
  /** The model that encoded the rows, in host memory; the engine may have gone on to another. */
  readonly model: EncoderModel;
  readonly vectors: LabVectors;
  readonly rows: readonly LabelledRow[];
  /** Class of each row. */
  readonly labels: Uint32Array;
  readonly classes: readonly string[];
  /** Token states of the layer below the trained ones, by the number of layers trained: encoded when first needed. */
  readonly tokens: Map<number, Promise<TokenStates>>;
}

type ProgressListener = (done: number, total: number) => void;

/** @throws the signal's reason when aborted; BackendError or EncoderError. */
export async function encodeData(
  host: EncoderHost,
  rows: readonly LabelledRow[],
  classes: readonly string[],
  signal: AbortSignal,
  onProgress: ProgressListener,
): Promise<LabData> {
  const { model } = host;
  const labels = Uint32Array.from(rows, ({ label }) => classes.indexOf(label));
  const vectors = await encodeRows(host, textsOf(rows), signal, onProgress);
  return { model, vectors, rows, labels, classes, tokens: new Map() };
}

/** The head over frozen vectors, or with the encoder's top layers under it, whose inputs are encoded when first asked for. */
export async function trainableOf(
  data: LabData,
  settings: Pick<LabRunSettings, "layer" | "layersTrained" | "adapter" | "width">,
  host: () => Promise<EncoderHost>,
  signal: AbortSignal,
  onProgress: ProgressListener,
): Promise<Trainable> {
  const classes = data.classes.length;
  const { layersTrained } = settings;
  if (layersTrained === 0) return createHeadModel(data.vectors.layers[settings.layer], classes, settings);
  const { config, weights } = data.model;
  let tokens = data.tokens.get(layersTrained);
  if (tokens === undefined) {
    // One layer's states at a time: those of every k together would not fit.
    data.tokens.clear();
    const encoded = encodeTokens(
      await host(),
      textsOf(data.rows),
      config.layers - layersTrained,
      signal,
      onProgress,
      data.model,
    );
    tokens = encoded.then(({ states }) => states);
    data.tokens.set(layersTrained, tokens);
    tokens.catch(() => data.tokens.delete(layersTrained));
  }
  return createEncoderTop(await tokens, { config, weights: weights.layers, trained: layersTrained }, classes, settings);
}

function textsOf(rows: readonly LabelledRow[]): string[] {
  return rows.map(({ text }) => text);
}

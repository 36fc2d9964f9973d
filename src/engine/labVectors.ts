/** The lab's data as the head sees it: one vector a row, for every layer. */
import type { EncoderModel } from "../encoder/model.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { runSteps } from "../async/runSteps.ts";
import { statesOfBatch } from "./statesOfBatch.ts";
import { pointsOfUnit } from "./units.ts";

export interface LabVectors {
  /** L + 1 clouds of rows × d: the mean of a row's tokens, special tokens left out. */
  readonly layers: readonly PointCloud[];
  /** Rows that were longer than the model's limit. */
  readonly truncated: number;
}

/**
 * Encodes texts. A row without a token of its own (an emoji that the vocabulary lacks still has one) is the zero vector.
 * @param model if it is not the host's, put on the device meanwhile.
 * @throws the signal's reason when aborted; BackendError or EncoderError.
 */
export async function encodeRows(
  host: EncoderHost,
  texts: readonly string[],
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
  model: EncoderModel = host.model,
): Promise<LabVectors> {
  const d = model.config.hiddenSize;
  const tokens = await runSteps(model.tokenizer.tokenize(texts), signal);
  const layers = Array.from({ length: model.config.layers + 1 }, () => ({
    values: new Float32Array(texts.length * d),
    n: texts.length,
    d,
  }));
  for await (const batch of host.encode(tokens, { signal, onProgress, model })) {
    const states = statesOfBatch(batch, tokens, d);
    layers.forEach(({ values }, layer) => {
      const { cloud, sentence } = pointsOfUnit(states, layer, {
        unit: "sentences",
        pooling: "mean",
        includeSpecialTokens: false,
      });
      sentence.forEach((inBatch, i) =>
        values.set(cloud.values.subarray(i * d, (i + 1) * d), batch.sentences[inBatch] * d),
      );
    });
  }
  return { layers, truncated: tokens.truncated.length };
}

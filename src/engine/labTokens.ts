/** The lab's data as the encoder's top layers see it: every token's hidden state below them. */
import { inTextOrder } from "../encoder/encodeTexts.ts";
import type { TokenizedTexts } from "../encoder/hiddenStates.ts";
import type { EncoderModel } from "../encoder/model.ts";
import type { TokenStates } from "../lab/tokenStates.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { runSteps } from "../async/runSteps.ts";

/** Hidden states of the lab's rows, and how many rows were longer than the model's limit. */
export interface LabTokens {
  readonly states: TokenStates;
  readonly truncated: number;
}

/**
 * Encodes texts and keeps one hidden state: 4·d bytes a token. A row's vector is the mean of its tokens, special tokens
 * left out; of a row without a token of its own it is the zero vector, as in labVectors.ts.
 * @param layer 0 … L; training the top k layers needs L − k.
 * @param model if it is not the host's, put on the device meanwhile.
 * @throws the signal's reason when aborted; BackendError or EncoderError.
 */
export async function encodeTokens(
  host: EncoderHost,
  texts: readonly string[],
  layer: number,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
  model: EncoderModel = host.model,
): Promise<LabTokens> {
  const d = model.config.hiddenSize;
  const tokens = await runSteps(model.tokenizer.tokenize(texts), signal);
  const batches = host.encode(tokens, { signal, onProgress, model, layers: [layer] });
  const [values] = (await inTextOrder(batches, tokens, d, 1)).layers;
  return {
    states: { values, d, offsets: tokens.offsets, poolingWeights: meanWeights(tokens) },
    truncated: tokens.truncated.length,
  };
}

/** 1/n for each of a sentence's n tokens that are not special, 0 for a special one. */
function meanWeights({ offsets, special }: TokenizedTexts): Float32Array {
  const weights = new Float32Array(special.length);
  for (let sentence = 0; sentence + 1 < offsets.length; sentence++) {
    const [start, end] = [offsets[sentence], offsets[sentence + 1]];
    const own = special.subarray(start, end).filter((mark) => mark === 0).length;
    for (let token = start; token < end; token++) if (special[token] === 0) weights[token] = 1 / own;
  }
  return weights;
}

/** Hidden states of a small checkpoint, as the lab is given them. */
import { Encoder } from "../../../src/encoder/encoder.ts";
import { encodeTexts } from "../../../src/encoder/encodeTexts.ts";
import type { EncoderModel } from "../../../src/encoder/model.ts";
import type { TokenStates } from "../../../src/lab/tokenStates.ts";

/** Hidden state `layer` of some token sequences, each pooled by the mean of all its tokens. */
export async function hiddenStateBelow(
  model: EncoderModel,
  ids: Uint32Array,
  lengths: ArrayLike<number>,
  layer: number,
): Promise<TokenStates> {
  const offsets = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) offsets[i + 1] = offsets[i] + lengths[i];
  const encoder = new Encoder(model);
  const { layers, d } = await encodeTexts(encoder, {
    offsets,
    ids,
    special: new Uint8Array(ids.length),
    truncated: [],
  });
  encoder.dispose();
  const poolingWeights = new Float32Array(ids.length);
  for (let i = 0; i < lengths.length; i++) poolingWeights.fill(1 / lengths[i], offsets[i], offsets[i + 1]);
  return { values: layers[layer], d, offsets, poolingWeights };
}

/** The check that a backend computes what PyTorch computes, made before its results are shown to anyone. */
import type { Encoder } from "./encoder.ts";
import { encodeTexts } from "./encodeTexts.ts";
import reference from "./selfCheckReference.json" with { type: "json" };

/** Reference values by model name, made by tests/golden/encoder/self_check.py. */
interface SelfCheckReference {
  /** Token ids of each sentence, special tokens included. */
  readonly ids: readonly (readonly number[])[];
  /** Dimensions whose values are stored. */
  readonly dimensions: readonly number[];
  /** For each layer, its largest absolute value and, token by token, the values at `dimensions`. */
  readonly layers: readonly { readonly largest: number; readonly values: readonly number[] }[];
}

const references: Readonly<Record<string, SelfCheckReference>> = reference;

/** Result of the check. */
export interface SelfCheckResult {
  readonly passed: boolean;
  /** Largest difference from the reference, as a share of the layer's largest absolute value. 0 without a reference. */
  readonly deviation: number;
  /** Largest deviation that passes. */
  readonly tolerance: number;
}

/** Room for a backend of lower precision; a wrong kernel is wrong by far more. */
const tolerance = 2e-3;

/**
 * Encodes three fixed sentences and compares hidden states of every layer with stored ones. A model that has none
 * stored is only checked for finite values.
 * @throws the signal's reason when aborted; EncoderError `output-not-finite`.
 */
export async function selfCheck(encoder: Encoder, signal?: AbortSignal): Promise<SelfCheckResult> {
  const stored = Object.hasOwn(references, encoder.model.name) ? references[encoder.model.name] : undefined;
  const sentences = stored?.ids ?? [[0]];
  const offsets = new Uint32Array(sentences.length + 1);
  sentences.forEach((sentence, index) => { offsets[index + 1] = offsets[index] + sentence.length; });
  const ids = Uint32Array.from(sentences.flat());
  const { layers, d } = await encodeTexts(
    encoder,
    { offsets, ids, special: new Uint8Array(ids.length), truncated: [] },
    signal === undefined ? {} : { signal },
  );
  if (stored === undefined) return { passed: true, deviation: 0, tolerance };

  let deviation = 0;
  stored.layers.forEach(({ largest, values }, layer) => {
    values.forEach((value, index) => {
      const token = Math.floor(index / stored.dimensions.length);
      const dimension = stored.dimensions[index % stored.dimensions.length];
      deviation = Math.max(deviation, Math.abs(layers[layer][token * d + dimension] - value) / largest);
    });
  });
  return { passed: deviation <= tolerance, deviation, tolerance };
}

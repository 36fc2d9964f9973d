/** The small random checkpoints made by tiny_models.py and families.py, with what PyTorch computes from them. */
import { decodeTensor, parseSafetensors, type SafetensorsFile } from "../../../src/encoder/safetensors.ts";
import { readModel, type EncoderModel, type ModelFiles } from "../../../src/encoder/model.ts";
import type { TokenizedTexts } from "../../../src/encoder/hiddenStates.ts";

export const tinyModelNames = ["tiny-gelu", "tiny-gelu-new", "tiny-relu"] as const;
/** BERT's relatives: each family, with and without a task head, in one layer and several. */
export const familyModelNames = [
  "family-distilbert",
  "family-distilbert-head",
  "family-albert",
  "family-albert-groups",
  "family-albert-head",
  "family-roberta",
  "family-xlm-roberta",
  "family-camembert",
  "family-mpnet",
  "family-mpnet-long",
  "family-electra",
  "family-electra-even",
  "family-bert-gamma",
] as const;
export const tinyModelFiles = ["config.json", "tokenizer.json", "model.safetensors", "expected.safetensors"] as const;

export interface TinyModel {
  readonly model: EncoderModel;
  readonly tokens: TokenizedTexts;
  /** PyTorch's hidden states, layer by layer. */
  readonly layers: readonly Float32Array[];
}

export function readTinyModel(
  name: string,
  files: ModelFiles & { readonly "expected.safetensors": Uint8Array },
): TinyModel {
  const expected = parseSafetensors(files["expected.safetensors"]);
  const lengths = tensorOf(expected, "lengths");
  const offsets = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    offsets[index + 1] = offsets[index] + length;
  });
  const ids = Uint32Array.from(tensorOf(expected, "ids"));
  const layers = [...expected.entries.keys()].filter((tensor) => tensor.startsWith("layer.")).length;
  return {
    model: readModel(name, files),
    tokens: { offsets, ids, special: new Uint8Array(ids.length), truncated: [] },
    layers: Array.from({ length: layers }, (_, layer) => tensorOf(expected, `layer.${layer}`)),
  };
}

export function tensorOf(file: SafetensorsFile, name: string): Float32Array {
  return decodeTensor(file, name, file.entries.get(name)!);
}

/** Largest difference of two layers as a share of the reference's largest absolute value. */
export function largestDeviation(actual: ArrayLike<number>, reference: ArrayLike<number>): number {
  if (actual.length !== reference.length) throw new Error(`${actual.length} values against ${reference.length}`);
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < reference.length; i++) {
    // A NaN must not pass as the smaller of two numbers.
    difference = Math.max(difference, Number.isNaN(actual[i]) ? Infinity : Math.abs(actual[i] - reference[i]));
    largest = Math.max(largest, Math.abs(reference[i]));
  }
  return difference / largest;
}

/**
 * The head and the top k encoder layers, trained together. What lies below is frozen; its hidden states are given. X̃ is,
 * as in the paper, the union of all token vectors of the trained layers, special tokens included and padding left out.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { EncoderConfig } from "../encoder/config.ts";
import type { EncoderLayerWeights } from "../encoder/weights.ts";
import type { Random } from "../geometry/random.ts";
import { shuffled } from "./batchOrder.ts";
import { concatRows } from "./differentiable/concatRows.ts";
import { constantMatMul } from "./differentiable/constantMatMul.ts";
import { layerForward, layerParameters, layerToParameters } from "./encoderLayer.ts";
import { headForward, headParameters, initialHead, type AdapterKind } from "./head.ts";
import { LabError } from "./labError.ts";
import type { Trainable } from "./trainable.ts";
import { lengthOf, paddedLength, uploadTokens, type TokenStates } from "./tokenStates.ts";

/** Where the trained layers come from. */
export interface TopLayers {
  readonly config: Pick<
    EncoderConfig,
    "architecture" | "layers" | "storedLayers" | "relativeAttention" | "heads" | "activation" | "layerNormEpsilon"
  >;
  /** All the encoder's layers, as they were before training. */
  readonly weights: readonly EncoderLayerWeights[];
  /** k: 1 … L. */
  readonly trained: number;
}

/** Most tokens of one evaluation batch, padding included. */
const evaluationTokens = 1024;

/** Batches among which sentences are sorted by length: enough to pad little, few enough to leave the order random. */
const batchesSorted = 8;

/**
 * @param states hidden state L − k of the data, one sentence a row of it.
 * @param classes number of classes, at least 2.
 * @throws RangeError if there are no k layers; LabError `setting-invalid` for a model whose layers can't be trained alone.
 */
export function createEncoderTop(
  states: TokenStates,
  { config, weights, trained }: TopLayers,
  classes: number,
  head: { readonly adapter: AdapterKind; readonly width: number },
): Trainable {
  if (!(trained >= 1 && trained <= config.layers))
    throw new RangeError(`${trained} of ${config.layers} layers cannot be trained`);
  checkLayersStandAlone(config);
  const { adapter, width } = head;
  const first = config.layers - trained;
  return {
    classes,
    width,
    measuredDimensions: states.d,
    measuredCount: (rows) => trained * rows.reduce((sum, row) => sum + lengthOf(states, row), 0),
    initial: (seed) => [
      ...initialHead({ adapter, inputs: states.d, width, classes }, seed),
      ...weights.slice(first).flatMap((layer, index) => layerToParameters(layer, first + index)),
    ],
    batches: (rows, size, random) => batchesByLength(states, rows, size, random),
    evaluationBatches: (rows) => evaluationBatches(states, rows),
    forward(parameters, rows) {
      const { shape, hidden, mask, pooling, tokens } = uploadTokens(states, rows);
      const outputs: tf.Tensor2D[] = [];
      for (let layer = 0; layer < trained; layer++) {
        const from = headParameters + layer * layerParameters;
        outputs.push(
          layerForward(outputs.at(-1) ?? hidden, parameters.slice(from, from + layerParameters), shape, config),
        );
      }
      const last = outputs[trained - 1];
      const { adapted, logits } = headForward(parameters, constantMatMul(pooling, last), adapter, false);
      const measured = { rows: concatRows(outputs), mask: tf.tile(mask, [trained, 1]), count: trained * tokens };
      return { adapted, logits, measured, last: { rows: last, mask, count: tokens } };
    },
  };
}

/** The parameters of a trained layer are its own, and its scores are products of queries and keys: not so everywhere. */
function checkLayersStandAlone({ architecture, storedLayers, relativeAttention }: TopLayers["config"]): void {
  if (new Set(storedLayers).size < storedLayers.length)
    throw new LabError("setting-invalid", { detail: "layers-share-weights", architecture });
  if (relativeAttention) throw new LabError("setting-invalid", { detail: "layers-share-bias", architecture });
}

/** Random batches of sentences of like length: sorted within groups of a few batches; the batches then in random order. */
function batchesByLength(states: TokenStates, rows: Uint32Array, size: number, random: Random): Uint32Array[] {
  const order = shuffled(rows, random);
  const whole = Math.floor(rows.length / size) * size;
  const batches: Uint32Array[] = [];
  for (let start = 0; start < whole; start += size * batchesSorted) {
    const group = order
      .slice(start, Math.min(whole, start + size * batchesSorted))
      .sort((a, b) => lengthOf(states, a) - lengthOf(states, b) || a - b);
    for (let from = 0; from < group.length; from += size) batches.push(group.slice(from, from + size));
  }
  const turns = shuffled(Uint32Array.from(batches.keys()), random);
  return Array.from(turns, (index) => batches[index]);
}

function evaluationBatches(states: TokenStates, rows: Uint32Array): Uint32Array[] {
  const sorted = rows.slice().sort((a, b) => lengthOf(states, b) - lengthOf(states, a) || a - b);
  const batches: Uint32Array[] = [];
  for (let start = 0; start < sorted.length;) {
    const size = Math.max(1, Math.floor(evaluationTokens / paddedLength(states, sorted.subarray(start, start + 1))));
    batches.push(sorted.subarray(start, start + size));
    start += size;
  }
  return batches;
}

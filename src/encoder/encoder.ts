/** An encoder of BERT's family on the current TensorFlow.js backend: weights on the device, and its forward pass. */
import * as tf from "@tensorflow/tfjs-core";
import { activate } from "./activations.ts";
import { selfAttention, uploadRelativeBias, type BatchShape, type RelativeBiasTensor } from "./attention.ts";
import { dense, uploadDense, type DenseTensors } from "./dense.ts";
import { EncoderError } from "./encoderError.ts";
import { addLayerNorm, type LayerNormTensors } from "./layerNorm.ts";
import type { EncoderModel } from "./model.ts";
import { positionsOf } from "./positions.ts";
import type { DenseWeights, EncoderLayerWeights, LayerNormWeights } from "./weights.ts";

/** A batch of sentences: ids[i · length + t] is token t of sentence i; what stands past lengths[i] is ignored. */
export interface EncoderBatch extends BatchShape {
  readonly ids: Int32Array;
}

type LayerTensors = {
  readonly [Part in keyof EncoderLayerWeights]: EncoderLayerWeights[Part] extends DenseWeights
    ? DenseTensors
    : LayerNormTensors;
};

export class Encoder {
  readonly model: EncoderModel;
  private readonly embeddingLayerNorm: LayerNormTensors;
  private readonly embeddingProjection: DenseTensors | undefined;
  private readonly relativeBias: RelativeBiasTensor | undefined;
  /** One for each layer; layers that share weights share tensors. */
  private readonly layers: readonly LayerTensors[];

  /** Copies the weights to the current backend. Call dispose() when done. */
  constructor(model: EncoderModel) {
    this.model = model;
    const { embeddingLayerNorm, embeddingProjection, relativeBias, layers } = model.weights;
    this.embeddingLayerNorm = uploadLayerNorm(embeddingLayerNorm);
    this.embeddingProjection = embeddingProjection && uploadDense(embeddingProjection);
    this.relativeBias = relativeBias && uploadRelativeBias(relativeBias);
    const uploaded = new Map([...new Set(layers)].map((layer) => [layer, uploadLayer(layer)]));
    this.layers = layers.map((layer) => uploaded.get(layer)!);
  }

  /**
   * Hidden states of a batch, each sentences·length × d; the caller disposes of them.
   * @param chosen numbers of the hidden states, ascending, 0 … L; all of them if undefined. No layer above the highest
   *   is run.
   * @throws EncoderError `token-out-of-range` if an id is not in the vocabulary (a device would read past its memory).
   */
  forward(batch: EncoderBatch, chosen?: readonly number[]): tf.Tensor2D[] {
    const { heads, activation, layerNormEpsilon } = this.model.config;
    const wanted = new Set(chosen ?? Array.from({ length: this.layers.length + 1 }, (_, layer) => layer));
    const highest = Math.max(...wanted);
    return tf.tidy(() => {
      let hidden = addLayerNorm(this.embed(batch), undefined, this.embeddingLayerNorm, layerNormEpsilon);
      if (this.embeddingProjection !== undefined) hidden = dense(hidden, this.embeddingProjection);
      const hiddenStates = wanted.has(0) ? [hidden] : [];
      for (let number = 1; number <= highest; number++) {
        const layer = this.layers[number - 1];
        const below = hidden;
        hidden = tf.tidy(() => {
          const context = selfAttention(dense(below, layer.queryKeyValue), batch, heads, this.relativeBias);
          const attended = addLayerNorm(
            dense(context, layer.attentionOutput),
            below,
            layer.attentionLayerNorm,
            layerNormEpsilon,
          );
          const inner = activate(dense(attended, layer.intermediate), activation);
          return addLayerNorm(dense(inner, layer.output), attended, layer.outputLayerNorm, layerNormEpsilon);
        });
        if (wanted.has(number)) hiddenStates.push(hidden);
        if (!wanted.has(number - 1)) below.dispose();
      }
      return hiddenStates;
    });
  }

  /** Frees the weights on the device; the model in host memory stays. */
  dispose(): void {
    const { embeddingLayerNorm, embeddingProjection, relativeBias } = this;
    tf.dispose([
      embeddingLayerNorm,
      embeddingProjection ?? {},
      relativeBias ?? {},
      ...new Set(this.layers),
    ] as unknown as tf.NamedTensorMap[]);
  }

  /** Sum of word, position and token type embedding of each token; zeros for padding. Looked up on the host, which
   * spares the device a table of the whole vocabulary. */
  private embed({ ids, sentences, length, lengths }: EncoderBatch): tf.Tensor2D {
    const { config, weights } = this.model;
    const size = config.embeddingSize;
    const rows = new Float32Array(sentences * length * size);
    for (let sentence = 0; sentence < sentences; sentence++) {
      const positions = positionsOf(ids.subarray(sentence * length, sentence * length + lengths[sentence]), config);
      for (let token = 0; token < lengths[sentence]; token++) {
        const row = sentence * length + token;
        const id = ids[row];
        if (id < 0 || id >= config.vocabularySize) {
          throw new EncoderError("token-out-of-range", {
            detail: "token-outside-vocabulary",
            id,
            vocabularySize: config.vocabularySize,
          });
        }
        const word = id * size;
        const position = positions[token] * size;
        for (let i = 0; i < size; i++) {
          rows[row * size + i] = weights.wordEmbeddings[word + i] + weights.positionEmbeddings[position + i];
        }
      }
    }
    return tf.tensor2d(rows, [sentences * length, size]);
  }
}

function uploadLayer(layer: EncoderLayerWeights): LayerTensors {
  return {
    queryKeyValue: uploadDense(layer.queryKeyValue),
    attentionOutput: uploadDense(layer.attentionOutput),
    attentionLayerNorm: uploadLayerNorm(layer.attentionLayerNorm),
    intermediate: uploadDense(layer.intermediate),
    output: uploadDense(layer.output),
    outputLayerNorm: uploadLayerNorm(layer.outputLayerNorm),
  };
}

function uploadLayerNorm({ gamma, beta }: LayerNormWeights): LayerNormTensors {
  return { gamma: tf.keep(tf.tensor1d(gamma)), beta: tf.keep(tf.tensor1d(beta)) };
}

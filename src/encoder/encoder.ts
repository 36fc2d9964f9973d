/** An encoder of BERT's family on the current TensorFlow.js backend: weights on the device, and its forward pass. */
import * as tf from "@tensorflow/tfjs-core";
import { activate } from "./activations.ts";
import { selfAttention, type BatchShape } from "./attention.ts";
import { dense, uploadDense, type DenseTensors } from "./dense.ts";
import { EncoderError } from "./encoderError.ts";
import { addLayerNorm, type LayerNormTensors } from "./layerNorm.ts";
import type { EncoderModel } from "./model.ts";
import type { DenseWeights, EncoderLayerWeights, LayerNormWeights } from "./weights.ts";

/** A batch of sentences: ids[i · length + t] is token t of sentence i; what stands past lengths[i] is ignored. */
export interface EncoderBatch extends BatchShape {
  readonly ids: Int32Array;
}

type LayerTensors = {
  readonly [Part in keyof EncoderLayerWeights]: EncoderLayerWeights[Part] extends DenseWeights ? DenseTensors : LayerNormTensors;
};

export class Encoder {
  readonly model: EncoderModel;
  private readonly embeddingLayerNorm: LayerNormTensors;
  private readonly layers: readonly LayerTensors[];

  /** Copies the weights to the current backend. Call dispose() when done. */
  constructor(model: EncoderModel) {
    this.model = model;
    this.embeddingLayerNorm = uploadLayerNorm(model.weights.embeddingLayerNorm);
    this.layers = model.weights.layers.map((layer) => ({
      queryKeyValue: uploadDense(layer.queryKeyValue),
      attentionOutput: uploadDense(layer.attentionOutput),
      attentionLayerNorm: uploadLayerNorm(layer.attentionLayerNorm),
      intermediate: uploadDense(layer.intermediate),
      output: uploadDense(layer.output),
      outputLayerNorm: uploadLayerNorm(layer.outputLayerNorm),
    }));
  }

  /**
   * All L + 1 hidden states of a batch, each sentences·length × d; the caller disposes of them.
   * @throws EncoderError `token-out-of-range` if an id is not in the vocabulary (a device would read past its memory).
   */
  forward(batch: EncoderBatch): tf.Tensor2D[] {
    return tf.tidy(() => {
      const { heads, activation, layerNormEpsilon } = this.model.config;
      let hidden = addLayerNorm(this.embed(batch), undefined, this.embeddingLayerNorm, layerNormEpsilon);
      const hiddenStates = [hidden];
      for (const layer of this.layers) {
        hidden = tf.tidy(() => {
          const context = selfAttention(dense(hidden, layer.queryKeyValue), batch, heads);
          const attended = addLayerNorm(dense(context, layer.attentionOutput), hidden, layer.attentionLayerNorm, layerNormEpsilon);
          const inner = activate(dense(attended, layer.intermediate), activation);
          return addLayerNorm(dense(inner, layer.output), attended, layer.outputLayerNorm, layerNormEpsilon);
        });
        hiddenStates.push(hidden);
      }
      return hiddenStates;
    });
  }

  /** Frees the weights on the device; the model in host memory stays. */
  dispose(): void {
    tf.dispose(this.embeddingLayerNorm as unknown as tf.NamedTensorMap);
    for (const layer of this.layers) tf.dispose(layer as unknown as tf.NamedTensorMap);
  }

  /** Sum of word, position and token type embedding of each token; zeros for padding. Looked up on the host, which
   * spares the device a table of the whole vocabulary. */
  private embed({ ids, sentences, length, lengths }: EncoderBatch): tf.Tensor2D {
    const { config, weights } = this.model;
    const d = config.hiddenSize;
    const rows = new Float32Array(sentences * length * d);
    for (let sentence = 0; sentence < sentences; sentence++) {
      for (let token = 0; token < lengths[sentence]; token++) {
        const row = sentence * length + token;
        const id = ids[row];
        if (id < 0 || id >= config.vocabularySize) {
          throw new EncoderError("token-out-of-range", `Token id ${id} is outside the vocabulary of ${config.vocabularySize}.`);
        }
        const word = id * d;
        const position = (config.firstPosition + token) * d;
        for (let i = 0; i < d; i++) {
          rows[row * d + i] = weights.wordEmbeddings[word + i] + weights.positionEmbeddings[position + i];
        }
      }
    }
    return tf.tensor2d(rows, [sentences * length, d]);
  }
}

function uploadLayerNorm({ gamma, beta }: LayerNormWeights): LayerNormTensors {
  return { gamma: tf.keep(tf.tensor1d(gamma)), beta: tf.keep(tf.tensor1d(beta)) };
}

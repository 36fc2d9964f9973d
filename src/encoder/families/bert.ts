/** BERT (Devlin et al. 2019, arXiv 1810.04805), and what is BERT under another name: MiniLM, BGE, E5, GTE. */
import type { Family } from "./family.ts";

export const bert: Family = {
  configFields: {
    layers: "num_hidden_layers",
    hiddenSize: "hidden_size",
    heads: "num_attention_heads",
    intermediateSize: "intermediate_size",
    activation: "hidden_act",
    vocabularySize: "vocab_size",
    positions: "max_position_embeddings",
    tokenTypes: "type_vocab_size",
  },
  defaults: {
    num_hidden_layers: 12,
    hidden_size: 768,
    num_attention_heads: 12,
    intermediate_size: 3072,
    hidden_act: "gelu",
    vocab_size: 30522,
    max_position_embeddings: 512,
    type_vocab_size: 2,
  },
  positionsFrom: "zero",
  prefix: "bert.",
  embeddings: {
    word: "embeddings.word_embeddings",
    position: "embeddings.position_embeddings",
    tokenType: "embeddings.token_type_embeddings",
    layerNorm: "embeddings.LayerNorm",
  },
  outputEmbeddings: "cls.predictions.decoder.weight",
  layerStem: "encoder.layer.",
  layer: (index) => {
    const layer = `encoder.layer.${index}`;
    return {
      query: `${layer}.attention.self.query`,
      key: `${layer}.attention.self.key`,
      value: `${layer}.attention.self.value`,
      attentionOutput: `${layer}.attention.output.dense`,
      attentionLayerNorm: `${layer}.attention.output.LayerNorm`,
      intermediate: `${layer}.intermediate.dense`,
      output: `${layer}.output.dense`,
      outputLayerNorm: `${layer}.output.LayerNorm`,
    };
  },
};

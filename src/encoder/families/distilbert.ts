/** DistilBERT (Sanh et al. 2019, arXiv 1910.01108): BERT without token types, under names of its own. */
import type { Family } from "./family.ts";

export const distilbert: Family = {
  configFields: {
    layers: "n_layers",
    hiddenSize: "dim",
    heads: "n_heads",
    intermediateSize: "hidden_dim",
    activation: "activation",
    vocabularySize: "vocab_size",
    positions: "max_position_embeddings",
    tokenTypes: undefined,
  },
  otherFields: { hidden_size: "dim", num_attention_heads: "n_heads", num_hidden_layers: "n_layers" },
  defaults: {
    n_layers: 6,
    dim: 768,
    n_heads: 12,
    hidden_dim: 3072,
    activation: "gelu",
    vocab_size: 30522,
    max_position_embeddings: 512,
  },
  fixed: { layerNormEpsilon: 1e-12 },
  positionsFrom: "zero",
  prefix: "distilbert.",
  embeddings: {
    word: "embeddings.word_embeddings",
    position: "embeddings.position_embeddings",
    tokenType: undefined,
    layerNorm: "embeddings.LayerNorm",
  },
  outputEmbeddings: "vocab_projector.weight",
  layerStem: "transformer.layer.",
  layer: (index) => {
    const layer = `transformer.layer.${index}`;
    return {
      query: `${layer}.attention.q_lin`,
      key: `${layer}.attention.k_lin`,
      value: `${layer}.attention.v_lin`,
      attentionOutput: `${layer}.attention.out_lin`,
      attentionLayerNorm: `${layer}.sa_layer_norm`,
      intermediate: `${layer}.ffn.lin1`,
      output: `${layer}.ffn.lin2`,
      outputLayerNorm: `${layer}.output_layer_norm`,
    };
  },
};

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
  positionsFrom: "zero",
  prefix: "distilbert.",
  embeddings: {
    word: "embeddings.word_embeddings",
    position: "embeddings.position_embeddings",
    tokenType: undefined,
    layerNorm: "embeddings.LayerNorm",
  },
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

/** ALBERT (Lan et al. 2020, arXiv 1909.11942): factorised embeddings, and layers that share their weights. */
import { bert } from "./bert.ts";
import type { Family } from "./family.ts";

export const albert: Family = {
  ...bert,
  defaults: {
    ...bert.defaults,
    hidden_size: 4096,
    embedding_size: 128,
    num_attention_heads: 64,
    intermediate_size: 16384,
    hidden_act: "gelu_new",
    vocab_size: 30000,
    num_hidden_groups: 1,
    inner_group_num: 1,
  },
  prefix: "albert.",
  factorisedEmbeddings: {
    sizeField: "embedding_size",
    projection: "encoder.embedding_hidden_mapping_in",
    projects: "always",
  },
  sharedLayers: { groupsField: "num_hidden_groups", layersInGroupField: "inner_group_num" },
  outputEmbeddings: "predictions.decoder.weight",
  layerStem: "encoder.albert_layer_groups.",
  layer: (index, layersInGroup = 1) => {
    const layer = `encoder.albert_layer_groups.${Math.floor(index / layersInGroup)}.albert_layers.${index % layersInGroup}`;
    return {
      query: `${layer}.attention.query`,
      key: `${layer}.attention.key`,
      value: `${layer}.attention.value`,
      attentionOutput: `${layer}.attention.dense`,
      attentionLayerNorm: `${layer}.attention.LayerNorm`,
      intermediate: `${layer}.ffn`,
      output: `${layer}.ffn_output`,
      outputLayerNorm: `${layer}.full_layer_layer_norm`,
    };
  },
};

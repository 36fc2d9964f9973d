/** MPNet (Song et al. 2020, arXiv 2004.09297): RoBERTa's positions, no token types, and scores biased by distance. */
import { bert } from "./bert.ts";
import type { Family } from "./family.ts";

export const mpnet: Family = {
  ...bert,
  configFields: { ...bert.configFields, tokenTypes: undefined },
  defaults: { ...bert.defaults, vocab_size: 30527, relative_attention_num_buckets: 32 },
  fixed: { paddingToken: 1 },
  positionsFrom: "padding-token",
  prefix: "mpnet.",
  outputEmbeddings: "lm_head.decoder.weight",
  embeddings: { ...bert.embeddings, tokenType: undefined },
  relativeAttention: { table: "encoder.relative_attention_bias", bucketsField: "relative_attention_num_buckets" },
  layer: (index) => {
    const layer = `encoder.layer.${index}`;
    return {
      query: `${layer}.attention.attn.q`,
      key: `${layer}.attention.attn.k`,
      value: `${layer}.attention.attn.v`,
      attentionOutput: `${layer}.attention.attn.o`,
      attentionLayerNorm: `${layer}.attention.LayerNorm`,
      intermediate: `${layer}.intermediate.dense`,
      output: `${layer}.output.dense`,
      outputLayerNorm: `${layer}.output.LayerNorm`,
    };
  },
};

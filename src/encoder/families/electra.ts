/** ELECTRA (Clark et al. 2020, arXiv 2003.10555), the discriminator or the generator: BERT's layers, narrower embeddings. */
import { bert } from "./bert.ts";
import type { Family } from "./family.ts";

export const electra: Family = {
  ...bert,
  defaults: {
    ...bert.defaults,
    hidden_size: 256,
    embedding_size: 128,
    num_attention_heads: 4,
    intermediate_size: 1024,
  },
  prefix: "electra.",
  outputEmbeddings: "generator_lm_head.weight",
  factorisedEmbeddings: { sizeField: "embedding_size", projection: "embeddings_project", projects: "if-sizes-differ" },
};

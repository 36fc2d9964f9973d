/** ELECTRA (Clark et al. 2020, arXiv 2003.10555), the discriminator or the generator: BERT's layers, narrower embeddings. */
import { bert } from "./bert.ts";
import type { Family } from "./family.ts";

export const electra: Family = {
  ...bert,
  prefix: "electra.",
  factorisedEmbeddings: { sizeField: "embedding_size", projection: "embeddings_project", projects: "if-sizes-differ" },
};

/**
 * RoBERTa (Liu et al. 2019, arXiv 1907.11692), and XLM-RoBERTa and CamemBERT, which differ from it in vocabulary only.
 * BERT's layers; positions are counted from the row after the padding token's.
 */
import { bert } from "./bert.ts";
import type { Family } from "./family.ts";

export const roberta: Family = {
  ...bert,
  defaults: { ...bert.defaults, vocab_size: 50265, pad_token_id: 1 },
  positionsFrom: "padding-token",
  prefix: "roberta.",
  outputEmbeddings: "lm_head.decoder.weight",
};

/** transformers' XLM-RoBERTa and CamemBERT leave their vocabulary at BERT's size. */
export const xlmRoberta: Family = { ...roberta, defaults: { ...roberta.defaults, vocab_size: 30522 } };

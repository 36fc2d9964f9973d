/**
 * RoBERTa (Liu et al. 2019, arXiv 1907.11692), and XLM-RoBERTa and CamemBERT, which differ from it in vocabulary only.
 * BERT's layers; positions are counted from the row after the padding token's.
 */
import { bert } from "./bert.ts";
import type { Family } from "./family.ts";

export const roberta: Family = { ...bert, positionsFrom: "padding-token", prefix: "roberta." };

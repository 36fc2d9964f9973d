/** Sentences as token ids, all of them end to end. Special tokens ([CLS], [SEP]) are included and marked. */
export interface TokenizedTexts {
  /** Sentence i owns the tokens offsets[i] … offsets[i + 1] − 1. Length: sentences + 1. */
  readonly offsets: Uint32Array;
  /** Vocabulary id of each token. */
  readonly ids: Uint32Array;
  /** 1 for a special token, 0 for a token of the text. */
  readonly special: Uint8Array;
  /** Indices of the sentences that were longer than the model's limit and have been cut. */
  readonly truncated: readonly number[];
}

/** Hidden states of every token: number 0 is the embedding layer's output, number L the last encoder layer's. */
export interface HiddenStates {
  /** A matrix of tokens × d for each hidden state kept, row-major, rows in the order of TokenizedTexts (no padding). */
  readonly layers: readonly Float32Array[];
  readonly d: number;
  readonly tokens: TokenizedTexts;
}

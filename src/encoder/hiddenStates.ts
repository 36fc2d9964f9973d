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

/** Every hidden state of every token: layer 0 is the embedding layer's output, layer L the last encoder layer's. */
export interface HiddenStates {
  /** L + 1 matrices of tokens × d, row-major, rows in the order of TokenizedTexts (padding is never included). */
  readonly layers: readonly Float32Array[];
  readonly d: number;
  readonly tokens: TokenizedTexts;
}

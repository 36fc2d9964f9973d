/** Division of sentences into batches of like length, so that little is padded. */

/** Sentences that are encoded together, padded to `length` tokens. */
export interface PlannedBatch {
  /** Indices of the sentences. */
  readonly sentences: readonly number[];
  /** Padded length: at least that of the longest sentence. */
  readonly length: number;
}

/**
 * Sorts sentences by length and cuts the order into batches of at most `batchTokens` tokens, padding included (a longer
 * sentence is a batch of its own). Padded lengths are multiples of `lengthMultiple`, so that a device whose buffers and
 * pipelines are keyed by shape sees few shapes. The longest come first: the most memory is asked for at the start.
 * @param lengths tokens of each sentence, special tokens included.
 */
export function planBatches(lengths: ArrayLike<number>, batchTokens: number, lengthMultiple: number): PlannedBatch[] {
  const order = Array.from({ length: lengths.length }, (_, index) => index).sort(
    (a, b) => lengths[b] - lengths[a] || a - b,
  );
  const batches: PlannedBatch[] = [];
  for (let start = 0; start < order.length;) {
    const length = Math.ceil(lengths[order[start]] / lengthMultiple) * lengthMultiple;
    const sentences = order.slice(start, start + Math.max(1, Math.floor(batchTokens / length)));
    batches.push({ sentences, length });
    start += sentences.length;
  }
  return batches;
}

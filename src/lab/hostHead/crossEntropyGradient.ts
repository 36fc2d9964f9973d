/** Cross-entropy of a softmax classifier on the host, with its gradient; crossEntropy.ts is the same on the device. */

/**
 * The mean over rows of −log softmax(logits)[label], in nats.
 * @param logits rows × classes; overwritten with the gradient (softmax − one-hot) / rows.
 * @param labels class of each row of the data; `rows` says which are in the batch.
 */
export function crossEntropyGradient(
  logits: Float64Array,
  rows: Uint32Array,
  labels: Uint32Array,
  classes: number,
): number {
  let entropy = 0;
  for (let i = 0; i < rows.length; i++) {
    const start = i * classes;
    const own = start + labels[rows[i]];
    let largest = logits[start];
    for (let j = start + 1; j < start + classes; j++) largest = Math.max(largest, logits[j]);
    entropy += largest - logits[own];
    let total = 0;
    for (let j = start; j < start + classes; j++) {
      logits[j] = Math.exp(logits[j] - largest);
      total += logits[j];
    }
    entropy += Math.log(total);
    for (let j = start; j < start + classes; j++) logits[j] /= total * rows.length;
    logits[own] -= 1 / rows.length;
  }
  return entropy / rows.length;
}

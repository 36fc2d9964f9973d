/** Cross-entropy of a softmax classifier, from its logits. */
import * as tf from "@tensorflow/tfjs-core";
import { withGradient } from "./differentiable/withGradient.ts";

/**
 * The mean over rows of −log softmax(logits)[label], a scalar ≥ 0 in nats. The gradient is (softmax − one-hot) / rows.
 * @param logits rows × classes. The largest of a row is taken off first, so that no exponential overflows.
 * @param oneHot rows × classes: 1 at the label, 0 elsewhere.
 */
export function crossEntropy(logits: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Scalar {
  const rows = logits.shape[0];
  return withGradient(
    [logits],
    () => {
      const shifted = tf.sub(logits, tf.max(logits, 1, true));
      const exponentials = tf.exp(shifted);
      const total = tf.sum(exponentials, 1, true);
      const entropies = tf.sub(tf.log(total), tf.sum(tf.mul(shifted, oneHot), 1, true));
      return { value: tf.mean(entropies) as tf.Scalar, saved: [tf.sub(tf.div(exponentials, total), oneHot)] as const };
    },
    (dy, [difference]) => [tf.mul(difference, tf.div(dy, rows))],
  );
}

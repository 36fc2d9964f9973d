/** An operation with a gradient of our own. */
import * as tf from "@tensorflow/tfjs-core";

/**
 * Runs an operation in such a way that tf.grads and its kin take the gradient given, and not that of its parts.
 * @param inputs what it is differentiated by.
 * @param forward computes it.
 * @param gradient from dy, the derivative of the loss by the result, and the saved tensors: the derivative by each input.
 */
export function withGradient<Output extends tf.Tensor, Saved extends readonly tf.Tensor[]>(
  inputs: readonly tf.Tensor[],
  forward: () => { readonly value: Output; readonly saved: Saved },
  gradient: (dy: Output, saved: Saved) => tf.Tensor[],
): Output {
  return tf.customGrad((...inputsAndSave) => {
    const save = inputsAndSave.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    const { value, saved } = forward();
    save([...saved]);
    return { value, gradFunc: (dy, kept) => gradient(dy as Output, kept as unknown as Saved) };
  })(...inputs) as Output;
}

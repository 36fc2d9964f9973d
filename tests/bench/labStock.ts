/** The lab's step as TensorFlow.js does it by itself: its own operations, their registered gradients, its own Adam. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { gelu } from "../../src/encoder/activations.ts";
import { composedSelfAttention } from "../../src/encoder/attention.ts";
import { layerNorm } from "../../src/encoder/layerNorm.ts";
import { headParameters } from "../../src/lab/head.ts";
import { layerParameters } from "../../src/lab/encoderLayer.ts";
import type { Parameter } from "../../src/lab/parameters.ts";
import type { StepCase } from "./labCases.ts";

/** Makes a function that takes one step: cross-entropy + λ(1 − IsoScore⋆), in the same closed form as ours. */
export function stockStep({ parameters, inputs, labels, lengths, heads, lambda, zeta, reference }: StepCase): {
  step: () => Promise<number>;
  dispose: () => void;
} {
  const variables = parameters.map(({ values, shape }: Parameter) =>
    tf.variable(tf.tensor(values, [...shape], "float32")),
  );
  const optimizer = tf.train.adam(1e-4);
  const oneHot = tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), 2);
  const x = tf.tensor2d(inputs.values, [inputs.n, inputs.d]);
  const sigma = tf.tensor2d(reference, [Math.sqrt(reference.length), Math.sqrt(reference.length)]);
  const layers = (variables.length - headParameters) / layerParameters;

  const loss = (): tf.Scalar => {
    let hidden = x;
    const outputs: tf.Tensor2D[] = [];
    for (let layer = 0; layer < layers; layer++) {
      const v = variables.slice(headParameters + layer * layerParameters);
      const affine = (input: tf.Tensor2D, at: number) =>
        tf.add(tf.matMul(input, v[at] as unknown as tf.Tensor2D), v[at + 1]) as tf.Tensor2D;
      const norm = (input: tf.Tensor2D, at: number) =>
        layerNorm(input, { gamma: v[at] as unknown as tf.Tensor1D, beta: v[at + 1] as unknown as tf.Tensor1D }, 1e-12);
      const shape = { sentences: lengths.length, length: inputs.n / lengths.length, lengths };
      const attended = norm(tf.add(affine(composedSelfAttention(affine(hidden, 0), shape, heads), 2), hidden), 4);
      hidden = norm(tf.add(affine(gelu(affine(attended, 6)), 8), attended), 10);
      outputs.push(hidden);
    }
    const pooled =
      layers === 0
        ? x
        : (tf.mean(tf.reshape(hidden, [lengths.length, inputs.n / lengths.length, inputs.d]), 1) as tf.Tensor2D);
    const [weight, bias, classifier, classifierBias] = variables as unknown as [
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor2D,
      tf.Tensor1D,
    ];
    const adapted = tf.tanh(tf.add(tf.matMul(pooled, weight), bias)) as tf.Tensor2D;
    const logits = tf.add(tf.matMul(adapted, classifier), classifierBias);
    const entropy = tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), oneHot), 1)));
    const score = isoScore(layers === 0 ? adapted : tf.concat2d(outputs, 0), zeta, sigma);
    return tf.add(entropy, tf.mul(tf.sub(1, score), lambda)) as tf.Scalar;
  };
  return {
    async step() {
      const value = optimizer.minimize(loss, true)!;
      const [result] = await value.data();
      value.dispose();
      return result;
    },
    dispose() {
      tf.dispose([...variables, oneHot, x, sigma]);
      optimizer.dispose();
    },
  };
}

function isoScore(cloud: tf.Tensor2D, zeta: number, reference: tf.Tensor2D): tf.Tensor {
  const [n, d] = cloud.shape;
  const centred = tf.sub(cloud, tf.mean(cloud, 0)) as tf.Tensor2D;
  const own = tf.mul(tf.matMul(centred, centred, true, false), (1 - zeta) / (n - 1));
  const covariance = tf.add(own, tf.mul(reference, zeta));
  const trace = tf.sum(tf.mul(covariance, tf.eye(d)));
  return tf.div(tf.sub(tf.div(tf.square(trace), tf.sum(tf.square(covariance))), 1), d - 1);
}

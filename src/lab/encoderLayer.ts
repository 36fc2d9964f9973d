/** One encoder layer whose weights are trained: the forward pass of encoder/encoder.ts from differentiable parts. */
import type * as tf from "@tensorflow/tfjs-core";
import type { BatchShape } from "../encoder/attention.ts";
import type { EncoderConfig } from "../encoder/config.ts";
import type { DenseWeights, EncoderLayerWeights, LayerNormWeights } from "../encoder/weights.ts";
import { activate } from "./differentiable/activation.ts";
import { selfAttention } from "./differentiable/attention.ts";
import { dense } from "./differentiable/dense.ts";
import { addLayerNorm } from "./differentiable/layerNorm.ts";
import type { Parameter } from "./parameters.ts";

/** Parameters of one layer: a weight and a bias for each of four dense layers and two LayerNorms, in the order of `parts`. */
export const layerParameters = 12;

/** The parts of a layer, in the order of its parameters. */
const layerParts = [
  "queryKeyValue",
  "attentionOutput",
  "attentionLayerNorm",
  "intermediate",
  "output",
  "outputLayerNorm",
] as const satisfies readonly (keyof EncoderLayerWeights)[];

/** A layer's weights as parameters, named after the layer's number. The weights are copied. */
export function layerToParameters(weights: EncoderLayerWeights, layer: number): Parameter[] {
  return layerParts.flatMap((part) => {
    const name = `layer.${layer}.${part}`;
    switch (part) {
      case "queryKeyValue":
        return denseParameters(name, weights[part], keysFrozen(weights[part]));
      case "attentionOutput":
      case "intermediate":
      case "output":
        return denseParameters(name, weights[part]);
      case "attentionLayerNorm":
      case "outputLayerNorm":
        return layerNormParameters(name, weights[part]);
    }
  });
}

function denseParameters(
  name: string,
  { weight, bias, inputs, outputs }: DenseWeights,
  trainedBias?: Float32Array,
): Parameter[] {
  return [
    { name: `${name}.weight`, shape: [inputs, outputs], values: weight.slice(), decayed: true },
    {
      name: `${name}.bias`,
      shape: [outputs],
      values: bias.slice(),
      decayed: false,
      ...(trainedBias && { trained: trainedBias }),
    },
  ];
}

function layerNormParameters(name: string, { gamma, beta }: LayerNormWeights): Parameter[] {
  return [
    { name: `${name}.gamma`, shape: [gamma.length], values: gamma.slice(), decayed: false },
    { name: `${name}.beta`, shape: [beta.length], values: beta.slice(), decayed: false },
  ];
}

/**
 * The inverse of layerToParameters: a layer's weights out of its twelve parameters. The values are not copied.
 * @throws RangeError if their number or shapes are not those of a layer.
 */
export function parametersToLayer(parameters: readonly Parameter[]): EncoderLayerWeights {
  if (parameters.length !== layerParameters)
    throw new RangeError(`a layer has ${layerParameters} parameters, not ${parameters.length}`);
  const pair = (part: (typeof layerParts)[number]) => {
    const index = 2 * layerParts.indexOf(part);
    return [parameters[index], parameters[index + 1]] as const;
  };
  const denseOf = (part: (typeof layerParts)[number]): DenseWeights => {
    const [weight, bias] = pair(part);
    const [inputs, outputs] = weight.shape;
    if (outputs === undefined || weight.values.length !== inputs * outputs || bias.values.length !== outputs) {
      throw new RangeError(`${weight.name} and ${bias.name} make no dense layer`);
    }
    return { weight: weight.values, bias: bias.values, inputs, outputs };
  };
  const layerNormOf = (part: (typeof layerParts)[number]): LayerNormWeights => {
    const [gamma, beta] = pair(part);
    return { gamma: gamma.values, beta: beta.values };
  };
  return {
    queryKeyValue: denseOf("queryKeyValue"),
    attentionOutput: denseOf("attentionOutput"),
    attentionLayerNorm: layerNormOf("attentionLayerNorm"),
    intermediate: denseOf("intermediate"),
    output: denseOf("output"),
    outputLayerNorm: layerNormOf("outputLayerNorm"),
  };
}

/**
 * The biases of the keys stay: softmax does not see what is added to all scores alike, so their true gradient is 0, and
 * Adam would turn its rounding noise into steps as large as any other.
 */
function keysFrozen({ outputs }: DenseWeights): Float32Array {
  const d = outputs / 3;
  return new Float32Array(outputs).fill(1).fill(0, d, 2 * d);
}

/**
 * The next hidden state.
 * @param hidden sentences·length × d.
 * @param parameters the twelve of the layer, as tensors.
 */
export function layerForward(
  hidden: tf.Tensor2D,
  parameters: readonly tf.Tensor[],
  batch: BatchShape,
  { heads, activation, layerNormEpsilon }: Pick<EncoderConfig, "heads" | "activation" | "layerNormEpsilon">,
): tf.Tensor2D {
  const matrix = (index: number) => parameters[index] as tf.Tensor2D;
  const vector = (index: number) => parameters[index] as tf.Tensor1D;
  const context = selfAttention(dense(hidden, matrix(0), vector(1)), batch, heads);
  const attended = addLayerNorm(dense(context, matrix(2), vector(3)), hidden, vector(4), vector(5), layerNormEpsilon);
  const inner = activate(dense(attended, matrix(6), vector(7)), activation);
  return addLayerNorm(dense(inner, matrix(8), vector(9)), attended, vector(10), vector(11), layerNormEpsilon);
}

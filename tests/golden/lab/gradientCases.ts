/** Small cases whose gradients are compared, variable by variable, with central differences of the float64 loss. */
import * as tf from "@tensorflow/tfjs-core";
import { createRandom } from "../../../src/geometry/random.ts";
import type { EncoderLayerWeights } from "../../../src/encoder/weights.ts";
import { createEncoderTop } from "../../../src/lab/encoderTop.ts";
import { createHeadModel } from "../../../src/lab/headModel.ts";
import { HeadGradients } from "../../../src/lab/hostHead/headGradients.ts";
import type { Parameter } from "../../../src/lab/parameters.ts";
import { uploadReference } from "../../../src/lab/referenceCovariance.ts";
import type { Trainable } from "../../../src/lab/trainable.ts";
import { gradientsOf } from "../../../src/lab/trainingStep.ts";
import { covarianceOfPoints, lossOf, type Float64Case } from "./float64Model.ts";

export interface GradientCase extends Omit<Float64Case, "sentences" | "labels" | "reference" | "epsilon"> {
  readonly name: string;
  readonly d: number;
  readonly width: number;
  readonly intermediate: number;
  /** Tokens of each sentence. */
  readonly lengths: readonly number[];
}

const head = { activation: "gelu", heads: 1, layers: 0, d: 5, intermediate: 0 } as const;
const top = { adapter: "tanh", heads: 2, d: 6, width: 4, intermediate: 7, lengths: [3, 1, 5, 9] } as const;

export const gradientCases: readonly GradientCase[] = [
  {
    ...head,
    name: "linear head, IsoScore⋆ shrunk",
    adapter: "linear",
    width: 4,
    lengths: Array<number>(9).fill(1),
    penalty: "isoscore",
    lambda: -3,
    zeta: 0.2,
  },
  {
    ...head,
    name: "tanh head, IsoScore⋆ of the batch alone",
    adapter: "tanh",
    width: 4,
    lengths: Array<number>(9).fill(1),
    penalty: "isoscore",
    lambda: 5,
    zeta: 0,
  },
  {
    ...head,
    name: "wide head, by the Gram matrix",
    adapter: "tanh",
    width: 19,
    lengths: Array<number>(8).fill(1),
    penalty: "isoscore",
    lambda: -5,
    zeta: 0.4,
  },
  {
    ...head,
    name: "tanh head, CosReg",
    adapter: "tanh",
    width: 4,
    lengths: Array<number>(9).fill(1),
    penalty: "cosreg",
    lambda: 1,
    zeta: 0.2,
  },
  {
    ...head,
    name: "tanh head, no penalty",
    adapter: "tanh",
    width: 4,
    lengths: Array<number>(9).fill(1),
    penalty: "none",
    lambda: 1,
    zeta: 0.2,
  },
  { ...top, name: "two layers, GELU", layers: 2, activation: "gelu", penalty: "isoscore", lambda: -5, zeta: 0.2 },
  {
    ...top,
    name: "one layer, GELU by tanh",
    layers: 1,
    activation: "gelu_new",
    penalty: "isoscore",
    lambda: 3,
    zeta: 0.6,
  },
  { ...top, name: "one layer, ReLU, CosReg", layers: 1, activation: "relu", penalty: "cosreg", lambda: 1, zeta: 0.2 },
];

/** For a variable: how far its gradient is from the float64 one, as a share of the largest entry of that. */
export interface VariableDeviation {
  readonly name: string;
  readonly deviation: number;
}

const classes = 3;
const epsilon = 1e-5;
/** Central differences of a smooth float64 function: truncation and rounding are both far below float32's rounding. */
const difference = 1e-5;

/** Entry by entry deviation of every variable's gradient. Needs a running backend. */
export async function gradientDeviations(gradientCase: GradientCase): Promise<readonly VariableDeviation[]> {
  const { model, parameters, float64 } = build(gradientCase);
  const tensors = parameters.map(({ values, shape }) => tf.tensor(values, [...shape], "float32"));
  const reference = uploadReference(float64.reference);
  const rows = Uint32Array.from(gradientCase.lengths.keys());
  const { figures, gradients } = gradientsOf(
    model,
    tensors,
    { rows, labels: Uint32Array.from(float64.labels) },
    gradientCase,
    reference,
  );
  const actual = await Promise.all(gradients.map((gradient) => gradient.data<"float32">()));
  tf.dispose([figures, ...gradients, ...tensors, reference.matrix]);
  const exact = parameters.map(({ values: own }) => Float64Array.from(own));
  return parameters.map(({ name }, index) => ({
    name,
    deviation: deviationOf(actual[index], numericGradient(exact, index, float64)),
  }));
}

/** The same for a head whose gradients are computed on the host. */
export function hostGradientDeviations(gradientCase: GradientCase): readonly VariableDeviation[] {
  const { model, parameters, float64 } = build(gradientCase);
  const rows = Uint32Array.from(gradientCase.lengths.keys());
  // With space for more rows than there are, used before, whose leavings must not tell.
  const host = new HeadGradients(model.frozenHead!, rows.length + 9);
  const values = parameters.map((parameter) => parameter.values);
  const labels = Uint32Array.from(float64.labels);
  host.compute(
    values,
    { rows: Uint32Array.from([...rows, ...rows.slice(0, 3)]), labels },
    { ...gradientCase, lambda: 2 },
    float64.reference,
  );
  host.compute(values, { rows, labels }, gradientCase, float64.reference);
  const exact = parameters.map(({ values: own }) => Float64Array.from(own));
  return parameters.map(({ name }, index) => ({
    name,
    deviation: deviationOf(host.gradients[index], numericGradient(exact, index, float64)),
  }));
}

interface BuiltCase {
  readonly model: Trainable;
  readonly parameters: readonly Parameter[];
  readonly float64: Float64Case;
}

function build(gradientCase: GradientCase): BuiltCase {
  const { lengths, d, width, layers, activation, heads, intermediate } = gradientCase;
  const random = createRandom(11);
  const noise = (length: number, scale = 0.7) => Float32Array.from({ length }, () => scale * random.normal());
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  const values = noise(tokens * d, 1).map((value, i) => value + (i % d));
  const offsets = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    offsets[i + 1] = offsets[i] + length;
  });
  const poolingWeights = Float32Array.from(lengths.flatMap((length) => Array<number>(length).fill(1 / length)));
  const weights = Array.from({ length: layers }, (): EncoderLayerWeights => {
    const dense = (inputs: number, outputs: number) => ({
      weight: noise(inputs * outputs),
      bias: noise(outputs),
      inputs,
      outputs,
    });
    const layerNorm = () => ({ gamma: noise(d), beta: noise(d) });
    return {
      queryKeyValue: dense(d, 3 * d),
      attentionOutput: dense(d, d),
      attentionLayerNorm: layerNorm(),
      intermediate: dense(d, intermediate),
      output: dense(intermediate, d),
      outputLayerNorm: layerNorm(),
    };
  });
  const ownLayers = {
    architecture: "bert",
    storedLayers: Array.from({ length: layers }, (_, layer) => layer),
    relativeAttention: false,
  } as const;
  const config = { ...ownLayers, layers, heads, activation, layerNormEpsilon: epsilon };
  const model =
    layers === 0
      ? createHeadModel({ values, n: tokens, d }, classes, gradientCase)
      : createEncoderTop(
          { values, d, offsets, poolingWeights },
          { config, weights, trained: layers },
          classes,
          gradientCase,
        );
  const measuredDimensions = layers === 0 ? width : d;
  const sentences = lengths.map((length, i) =>
    Array.from({ length }, (_, token) =>
      Float64Array.from(values.subarray((offsets[i] + token) * d, (offsets[i] + token + 1) * d)),
    ),
  );
  const reference = covarianceOfPoints(Float64Array.from(noise(40 * measuredDimensions, 1)), 40, measuredDimensions);
  const labels = lengths.map((_, i) => i % classes);
  return {
    model,
    parameters: model.initial(3),
    float64: {
      ...gradientCase,
      sentences,
      labels,
      epsilon,
      reference: Float64Array.from(Float32Array.from(reference)),
    },
  };
}

function numericGradient(parameters: readonly Float64Array[], index: number, inputs: Float64Case): Float64Array {
  const own = parameters[index];
  return own.map((value, entry) => {
    const at = (moved: number) => {
      own[entry] = moved;
      const loss = lossOf(parameters, inputs);
      own[entry] = value;
      return loss;
    };
    return (at(value + difference) - at(value - difference)) / (2 * difference);
  });
}

/** A gradient that is 0 throughout, as the keys' biases have, is held against 1. */
function deviationOf(actual: Float32Array | Float64Array, expected: Float64Array): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    expected.reduce(
      (most, value, i) => Math.max(most, Number.isNaN(actual[i]) ? Infinity : Math.abs(value - actual[i])),
      0,
    ) / (largest > 1e-7 ? largest : 1)
  );
}

/** Steps of training to be timed, the same for all sides: weights of the default model, random inputs of full length. */
import type { EncoderModel } from "../../src/encoder/model.ts";
import { covarianceOf, momentsOf } from "../../src/geometry/covariance.ts";
import type { PointCloud } from "../../src/geometry/pointCloud.ts";
import { createRandom } from "../../src/geometry/random.ts";
import { createEncoderTop } from "../../src/lab/encoderTop.ts";
import { createHeadModel } from "../../src/lab/headModel.ts";
import type { Parameter } from "../../src/lab/parameters.ts";
import type { Trainable } from "../../src/lab/trainable.ts";

export interface StepCase {
  readonly name: string;
  readonly trainable: Trainable;
  readonly parameters: readonly Parameter[];
  readonly inputs: PointCloud & { readonly values: Float32Array };
  /** Tokens of each sentence; 1 each for vectors. */
  readonly lengths: Int32Array;
  readonly labels: Uint32Array;
  readonly heads: number;
  readonly lambda: number;
  readonly zeta: number;
  readonly reference: Float32Array;
}

/** A head on n vectors of 384 dimensions. */
export function headCase(n: number, width: number): StepCase {
  const d = 384;
  const inputs = { values: noise(n * d), n, d };
  const trainable = createHeadModel(inputs, 2, { adapter: "tanh", width });
  return stepCase(`head ${width} wide on ${n} × ${d}`, trainable, inputs, new Int32Array(n).fill(1), 1);
}

/** The head and the top k layers, on 16 sentences of 24 tokens. */
export function topCase({ config, weights }: EncoderModel, trained: number): StepCase {
  const [sentences, length, d] = [16, 24, config.hiddenSize];
  const inputs = { values: noise(sentences * length * d), n: sentences * length, d };
  const offsets = Uint32Array.from({ length: sentences + 1 }, (_, i) => i * length);
  const states = { values: inputs.values, d, offsets, poolingWeights: new Float32Array(inputs.n).fill(1 / length) };
  const trainable = createEncoderTop(states, { config, weights: weights.layers, trained }, 2, {
    adapter: "tanh",
    width: 64,
  });
  return stepCase(
    `top ${trained} layers and head, 16 × 24`,
    trainable,
    inputs,
    new Int32Array(sentences).fill(length),
    config.heads,
  );
}

function stepCase(
  name: string,
  trainable: Trainable,
  inputs: StepCase["inputs"],
  lengths: Int32Array,
  heads: number,
): StepCase {
  const d = trainable.measuredDimensions;
  const reference = Float32Array.from(covarianceOf(momentsOf({ values: noise(3 * d * d), n: 3 * d, d })));
  const labels = Uint32Array.from(lengths, (_, row) => row % 2);
  return {
    name,
    trainable,
    parameters: trainable.initial(1),
    inputs,
    lengths,
    labels,
    heads,
    lambda: -1,
    zeta: 0.2,
    reference,
  };
}

function noise(length: number): Float32Array {
  const random = createRandom(1);
  return Float32Array.from({ length }, () => random.normal());
}

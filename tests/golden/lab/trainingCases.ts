/** The runs recorded by training.py: what they start from, and what PyTorch computes at every step. */
import type { EncoderModel } from "../../../src/encoder/model.ts";
import { decodeTensor, type SafetensorsFile } from "../../../src/encoder/safetensors.ts";
import { createEncoderTop } from "../../../src/lab/encoderTop.ts";
import type { AdapterKind } from "../../../src/lab/head.ts";
import { createHeadModel } from "../../../src/lab/headModel.ts";
import type { Parameter } from "../../../src/lab/parameters.ts";
import type { Trainable } from "../../../src/lab/trainable.ts";
import { hiddenStateBelow } from "./hiddenStateBelow.ts";

export interface TrainingCase {
  readonly adapter: AdapterKind;
  readonly checkpoint?: string;
  /** k; absent for a head alone. */
  readonly trained?: number;
  readonly lambdas: readonly number[];
  readonly zeta: number;
  readonly learning_rate: number;
  readonly weight_decay: number;
  readonly steps: readonly { readonly loss: number; readonly crossEntropy: number; readonly isoScoreStar: number }[];
}

export interface StartedCase {
  readonly model: Trainable;
  readonly parameters: readonly Parameter[];
  readonly labels: Uint32Array;
  readonly batches: readonly Uint32Array[];
  /** Σ_S and its order. */
  readonly reference: Float32Array;
}

/** Builds a case's model. @param readCheckpoint gives the small checkpoint of a name. Needs a running backend. */
export async function startCase(
  name: string,
  { adapter, checkpoint, trained }: TrainingCase,
  file: SafetensorsFile,
  readCheckpoint: (name: string) => Promise<EncoderModel>,
): Promise<StartedCase> {
  const entry = (key: string) => file.entries.get(`${name}.${key}`)!;
  const read = (key: string) => decodeTensor(file, key, entry(key));
  const labels = Uint32Array.from(read("labels"));
  const [classes, width] = entry("head.classifier.weight").shape;
  const [steps, size] = entry("batches").shape;
  const indices = Uint32Array.from(read("batches"));
  const head = { adapter, width };

  let model: Trainable;
  if (checkpoint === undefined) {
    const [n, d] = entry("vectors").shape;
    model = createHeadModel({ values: read("vectors"), n, d }, classes, head);
  } else {
    const encoder = await readCheckpoint(checkpoint);
    const states = await hiddenStateBelow(
      encoder,
      Uint32Array.from(read("ids")),
      read("lengths"),
      encoder.config.layers - trained!,
    );
    model = createEncoderTop(
      states,
      { config: encoder.config, weights: encoder.weights.layers, trained: trained! },
      classes,
      head,
    );
  }
  const parameters = model
    .initial(0)
    .map((parameter) =>
      entry(`head.${parameter.name}`) === undefined
        ? parameter
        : { ...parameter, values: torchValues(read(`head.${parameter.name}`), parameter.shape) },
    );
  return {
    model,
    parameters,
    labels,
    batches: Array.from({ length: steps }, (_, step) => indices.slice(step * size, (step + 1) * size)),
    reference: read("reference"),
  };
}

/** PyTorch keeps outputs × inputs; ours is the transpose. */
function torchValues(values: Float32Array, shape: Parameter["shape"]): Float32Array {
  if (shape.length === 1) return values;
  const [inputs, outputs] = shape;
  return values.map((_, index) => values[(index % outputs) * inputs + Math.floor(index / outputs)]);
}

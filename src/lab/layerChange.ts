/** What training did to each layer: its figures before and after. */
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { AsyncSteps } from "../async/asyncSteps.ts";
import { measureCloud, type CloudFigures } from "./cloudFigures.ts";
import { collectVectors } from "./collectVectors.ts";
import type { Parameter } from "./parameters.ts";
import { ParameterTensors } from "./parameterTensors.ts";
import type { Trainable } from "./trainable.ts";

export interface LayerChange {
  /** Hidden state 0 … L, or the output of the head's adapter. */
  readonly layer: number | "adapter";
  readonly before: CloudFigures;
  readonly after: CloudFigures;
}

/**
 * A head's run: the encoder is as it was, so its input has one measure; the adapter's output has two.
 * @param layer of the hidden states that the input is taken from.
 * @param input vectors of the rows, in their order.
 * @param rows of the data, those that are measured.
 * @param before parameters that the run began with. @param after those that it has now.
 */
export async function* headChange(
  model: Trainable,
  { layer, input, rows }: { readonly layer: number; readonly input: PointCloud; readonly rows: Uint32Array },
  before: readonly Parameter[],
  after: readonly Parameter[],
): AsyncSteps<LayerChange[]> {
  const figures = yield* measureCloud(input);
  const adapter = {
    before: yield* adapterFigures(model, rows, before),
    after: yield* adapterFigures(model, rows, after),
  };
  return [
    { layer, before: figures, after: figures },
    { layer: "adapter", ...adapter },
  ];
}

async function* adapterFigures(
  model: Trainable,
  rows: Uint32Array,
  parameters: readonly Parameter[],
): AsyncSteps<CloudFigures> {
  const tensors = new ParameterTensors(parameters);
  try {
    const { adapted } = yield* collectVectors(model, tensors.values, rows, new Uint32Array());
    return yield* measureCloud(adapted);
  } finally {
    tensors.dispose();
  }
}

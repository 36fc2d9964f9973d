/** What the trainer asks of something that can be trained: the head alone, or the head and the encoder's top layers. */
import type * as tf from "@tensorflow/tfjs-core";
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { Random } from "../geometry/random.ts";
import type { AdapterKind } from "./head.ts";
import type { MaskedCloud } from "./maskedCloud.ts";
import type { Parameter } from "./parameters.ts";

/** The result of a forward pass over some rows of the data. */
export interface ForwardPass {
  /** rows × classes. */
  readonly logits: tf.Tensor2D;
  /** rows × width: the vector that the head gives each row; what a person sees as the cloud. */
  readonly adapted: tf.Tensor2D;
  /** X̃: the vectors whose IsoScore⋆ is trained. */
  readonly measured: MaskedCloud;
  /** The vectors whose cosines CosReg takes: those of the last layer. */
  readonly last: MaskedCloud;
}

/** A head over fixed vectors, whose four parameters are all that is trained. */
export interface FrozenHead {
  /** One a row of the data. */
  readonly vectors: PointCloud;
  readonly adapter: AdapterKind;
  readonly width: number;
  readonly classes: number;
}

/**
 * A model over the rows of a data set. It owns the data's inputs; its parameters are handed in at each pass, as tensors
 * in the order of `initial`, so that they can be differentiated, replaced and kept.
 */
export interface Trainable {
  readonly classes: number;
  /** The same as `forward` computes, where that is a head over fixed vectors; undefined if layers are trained. */
  readonly frozenHead?: FrozenHead | undefined;
  /** Seeded first values. */
  initial(seed: number): Parameter[];
  /** Dimensions of the adapter's output. */
  readonly width: number;
  /** Dimensions of X̃. */
  readonly measuredDimensions: number;
  /** Number of vectors in the X̃ of some rows. */
  measuredCount(rows: Uint32Array): number;
  /**
   * Divides rows into batches of `size` rows for one epoch, in random order. What does not fill a batch is left out
   * (another random part in each epoch), so that all steps weigh the same and a device meets few shapes.
   */
  batches(rows: Uint32Array, size: number, random: Random): Uint32Array[];
  /** Divides rows into batches for evaluation; every row is in one. */
  evaluationBatches(rows: Uint32Array): Uint32Array[];
  /** The differentiable forward pass. Call it within tf.tidy. */
  forward(parameters: readonly tf.Tensor[], rows: Uint32Array): ForwardPass;
}

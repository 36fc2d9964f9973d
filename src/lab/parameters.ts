/** What is trained: named matrices and vectors, in host memory. */

/** One parameter with its values. */
export interface Parameter {
  /** Its name in a saved file. */
  readonly name: string;
  /** rows × columns, or length. */
  readonly shape: readonly [number, number] | readonly [number];
  readonly values: Float32Array;
  /** True if weight decay shrinks it: matrices, but no biases and no LayerNorm. */
  readonly decayed: boolean;
  /** 1 for an entry that is trained, 0 for one that stays; undefined if all are trained. */
  readonly trained?: Float32Array;
}

/** What the page knows of the points that it draws. */

/** What each point of the cloud is; all arrays have one entry a point. */
export interface PointTable {
  readonly n: number;
  /** Index into the lines of the request. */
  readonly line: Uint32Array;
  /** Position of the token in its sentence, 0 for the first; for sentences the sentence's length in tokens; for vectors
   * the row of the file, 0 for the first. */
  readonly position: Uint32Array;
  /** Index into tokenTexts; absent when points are sentences. */
  readonly token?: Uint32Array;
  /** The distinct tokens of this run, as text. */
  readonly tokenTexts: readonly string[];
}

/**
 * Where the clouds of a run come from: an encoded text (textSource.ts) or vectors that somebody else has made. Measures,
 * intervals and later questions are answered from this alone and know nothing of encoders or files.
 */
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { TokenContext } from "../geometry/measures/definition.ts";
import type { NamedPoints } from "./pairing.ts";
import type { ExplorerEvent } from "./protocol/explorer.ts";
import type { Reference } from "./reference.ts";

/** The points of one layer. */
export interface LayerPoints {
  readonly cloud: PointCloud;
  /** The group of each point, ascending, for points that are not independent of each other (tokens of one sentence):
   * intervals leave a group out whole. Absent where every point stands for itself. */
  readonly clusters?: Uint32Array;
  /** Where the points are tokens of a text: the sentence and the word of each. */
  readonly tokens?: TokenContext;
}

/** How far work that a source was asked for has come. */
export type SourceProgress = (done: number, total: number) => void;

export interface CloudSource {
  /** Number of clouds, at least 1, numbered from 0. */
  readonly layers: number;
  /** Which layer of the model each cloud is, where not all were kept; absent where cloud i is layer i. */
  readonly layerNumbers?: readonly number[];
  /** True where points come in an order of their own, in which near ones are more alike than others: a text. */
  readonly isInOrder: boolean;
  /** Host memory that the source holds, in bytes. */
  readonly bytes: number;
  /**
   * The points of a layer: the same points, in the same order, in every layer. May be made anew at each call, so ask
   * once and hold it no longer than needed.
   * @throws RangeError if there is no such layer.
   */
  readonly pointsOf: (layer: number) => LayerPoints;
  /** The points that the page draws and names, as indices into the cloud, ascending; absent where it draws all. */
  readonly drawn?: Uint32Array;
  /** Where a point of the cloud comes from, for points that need not be drawn; absent where the point table has all. */
  readonly describe?: (point: number) => { readonly row: number; readonly words: readonly string[] };
  /** What each point is, so that it can be found in another run. */
  readonly names: () => NamedPoints;
  /** The same text with a sentence as a point, itself where that is so already; absent where there is no text. */
  readonly bySentence?: () => CloudSource;
  /** What the page is told before the first layer. */
  readonly arrival: (run: number) => Extract<ExplorerEvent, { run: number }>;
  /** Σ_S of the built-in reference text, for points made as these are; absent where there can be none. */
  readonly builtInReference?: (onProgress: SourceProgress, signal: AbortSignal) => Promise<Reference>;
}

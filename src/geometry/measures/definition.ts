/** What a measure of a layer is. One file each in this folder; table.ts lists them all. */
import type { AverageCosine } from "../cosine.ts";
import type { CovarianceNorms } from "../isoscore.ts";
import type { Measure, NotDefined, NotDefinedReason } from "../measure.ts";
import type { OutlierDimension } from "../outliers.ts";
import type { PointCloud } from "../pointCloud.ts";
import type { UnbiasedNorms } from "../unbiasedNorms.ts";

/** What the measures of contextuality need to know of tokens. */
export interface TokenContext {
  /** The sentence of each point, ascending. */
  readonly sentence: Uint32Array;
  /** The word of each point. */
  readonly word: Uint32Array;
}

/** What the measures of a layer share: each part is computed once, by profile.ts. */
export interface LayerBasis {
  /** n × d, finite. */
  readonly cloud: PointCloud;
  /** Independent points that the cloud is worth. */
  readonly effectivePoints: number;
  /** Weight on Σ_S, in [0, 1]. */
  readonly zeta: number;
  /** Points that Σ_S was taken from. */
  readonly referencePoints: number | undefined;
  /** T and F of the covariance, and of Σ_ζ; the same at ζ = 0. */
  readonly norms: CovarianceNorms;
  readonly shrunkNorms: CovarianceNorms;
  /** Of the population, from independent points or clusters of points. */
  readonly unbiasedNorms: UnbiasedNorms | NotDefined;
  /** Of the covariance, descending, d of them; all 0 for fewer than two points. */
  readonly eigenvalues: Float64Array;
  readonly cosine: AverageCosine;
  /** Partition isotropy and uniformity, which are computed in steps. */
  readonly partition: Measure;
  readonly uniformity: Measure;
  /** Distances of each distinct point to its nearest neighbours among them, ascending. */
  readonly neighbourDistances: readonly Float64Array[];
  readonly outlierDimensions: readonly OutlierDimension[];
  /** Where the points are tokens of a text. */
  readonly tokens: TokenContext | undefined;
}

/** What intervals are estimated from: the shared parts that follow for the points that remain when a group is left out. */
export type IntervalBasis = Pick<
  LayerBasis,
  "norms" | "shrunkNorms" | "unbiasedNorms" | "eigenvalues" | "neighbourDistances"
> & {
  readonly averageCosine: Measure;
};

/** How the interval of a measure is estimated (intervals.ts). */
export interface IntervalRule {
  /** The quantity whose spread is taken when groups are left out in turn. */
  readonly of: (basis: IntervalBasis) => Measure;
  /** Quantities that are positive and vary in proportion are taken on the scale of their logarithm. */
  readonly scale: "linear" | "logarithmic";
  /** The least value that the quantity can have. */
  readonly least?: number;
  /** The measure at a value of the quantity, for the ends of the interval; the value itself if left out. */
  readonly at?: (value: number, d: number) => Measure;
}

export interface MeasureDefinition {
  readonly of: (basis: LayerBasis) => Measure;
  /** Why it may have no value, beside a value of the cloud that is not finite. */
  readonly undefinedFor: readonly NotDefinedReason[];
  /** True for whole numbers of things. */
  readonly isCount: boolean;
  /** True if the page offers it as a curve over the layers. */
  readonly isDrawn: boolean;
  /** True if it changes with ζ. */
  readonly dependsOnZeta?: true;
  /** What an isotropic Gaussian cloud of as many independent points has, where that is known, from its IsoScore. */
  readonly nullValue?: (isoScoreNull: number, d: number) => number;
  /** Absent where no interval is estimated. */
  readonly interval?: IntervalRule;
}

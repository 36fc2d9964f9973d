/** What a measure of a layer is. One file each in this folder; table.ts lists them all. */
import type { AverageCosine } from "../cosine.ts";
import type { CovarianceNorms } from "../isoscore.ts";
import type { Measure, NotDefined, NotDefinedReason } from "../measure.ts";
import type { OutlierDimension } from "../outliers.ts";
import type { PointCloud } from "../pointCloud.ts";
import type { UnbiasedNorms } from "../unbiasedNorms.ts";
import type { MeasureRange } from "../intervalScale.ts";

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

/** What follows from the moments of some of the points. */
export type MomentBasis = Pick<LayerBasis, "norms" | "shrunkNorms" | "unbiasedNorms"> & {
  /** False where Σ_S has a part in shrunkNorms: it may span more directions than the points do. */
  readonly isUnshrunk: boolean;
  readonly averageCosine: Measure;
};

/** The eigenvalues of the scatter of n of the points. */
export interface SpectrumBasis {
  readonly n: number;
  readonly d: number;
  /** d of them; their scale is of no account. */
  readonly eigenvalues: Float64Array;
}

/** How the interval of a measure is estimated (intervals.ts): what is taken of parts of the cloud, and its range. */
export type IntervalRule =
  | {
      readonly from: "moments";
      readonly of: (basis: MomentBasis) => Measure;
      readonly range: (basis: MomentBasis) => MeasureRange;
      /** The measure at a value of the quantity, for the ends of the interval; the value itself if left out. */
      readonly at?: (value: number, d: number) => Measure;
      /** True where points count by their directions alone, so that none holds much of it. */
      readonly isOfDirections?: true;
    }
  | {
      readonly from: "spectrum";
      readonly isOfDirections?: undefined;
      readonly of: (basis: SpectrumBasis) => Measure;
      readonly range: (basis: SpectrumBasis) => MeasureRange;
      /** True where it depends on the largest eigenvalue alone, which is no smooth function where none stands out. */
      readonly isOfLargest?: true;
    }
  | {
      readonly from: "neighbours";
      /** @param rows the distances from each distinct point to its neighbours, nearest first. */
      readonly of: (rows: readonly Float64Array[]) => Measure;
    };

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

/**
 * Runs: a text or files of vectors, measured layer by layer. Each event about a run carries the run's number, and a run
 * that has been cancelled or superseded sends nothing more than `cancelled`.
 */
import type { LayerChoice } from "../layerChoice.ts";
import type { PoolingChoice } from "../pooling.ts";
import type { PointSettings } from "../units.ts";
import type { IntervalEstimates } from "../../geometry/intervals.ts";
import type { Measure } from "../../geometry/measure.ts";
import type { LayerProfile } from "../../geometry/profile.ts";
import type { Failure } from "./failure.ts";
import type { PointTable } from "./pointTable.ts";
import type { OpenedVectors, VectorFiles } from "./vectors.ts";

/** Where Σ_S, the covariance that IsoScore⋆ leans on when ζ > 0, comes from. */
export type ReferenceChoice = "built-in" | "kept";

/** How hidden states become a cloud and a cloud becomes numbers. */
export interface AnalysisSettings extends Omit<PointSettings, "pooling"> {
  /** For sentences only. */
  readonly pooling: PoolingChoice;
  /** Weight on Σ_S, in [0, 1]. At 0 IsoScore⋆ equals IsoScore and no reference is needed. */
  readonly zeta: number;
  readonly reference: ReferenceChoice;
  /** Seed of every random choice: which sentences stay when there are too many, and the intervals. */
  readonly seed: number;
  /** The hidden states wanted. Fewer take less memory, so that more of a long text fits. */
  readonly layers: LayerChoice;
}

export type ExplorerRequest =
  | {
      readonly kind: "analyse";
      readonly run: number;
      readonly lines: readonly string[];
      /** True where the lines are a list in no order of their own; a text in its own order if left out. */
      readonly areIndependent?: boolean;
      readonly settings: AnalysisSettings;
    }
  /** Measures vectors from files; the unit, pooling and special tokens of the settings mean nothing to them. */
  | {
      readonly kind: "analyse-vectors";
      readonly run: number;
      readonly vectors: VectorFiles;
      readonly settings: AnalysisSettings;
    }
  /** ζ or Σ_S has changed and nothing else: answered by `shrunk` for the run on screen. */
  | { readonly kind: "shrink"; readonly run: number; readonly zeta: number; readonly reference: ReferenceChoice }
  | { readonly kind: "cancel"; readonly run: number }
  /** Keeps the covariances of the run now on screen as Σ_S for later runs (the choice "kept"). */
  | { readonly kind: "keep-reference" }
  /** Keeps points of the run on screen, so that later runs can be compared with it. */
  | { readonly kind: "hold"; readonly run: number }
  | { readonly kind: "release" };

/** The text of a run as the encoder saw it. */
export interface EncodedText {
  readonly sentences: number;
  /** Of the model that encoded it (encoder/modelFingerprint.ts); absent where the browser computes none. */
  readonly modelFingerprint?: string;
  /** Tokens encoded, special tokens included. */
  readonly tokens: number;
  /** Lines (indices) that were cut at the model's limit. */
  readonly truncated: readonly number[];
  /** Set when the text was larger than the budget: how many sentences and tokens it holds in all. */
  readonly sampledFrom?: { readonly sentences: number; readonly tokens: number };
  /** Which hidden state each layer of the run is: 0 … L, or those that were asked for. */
  readonly layerNumbers: readonly number[];
  readonly points: PointTable;
}

/** One layer, ready to be drawn. */
export interface LayerResult {
  readonly profile: LayerProfile;
  /** Euclidean norm of each point. */
  readonly norms: Float32Array;
}

/** IsoScore⋆ of one layer at the run's ζ, and what an isotropic Gaussian cloud would score there. */
export interface ShrunkScore {
  readonly isoScoreStar: Measure;
  readonly isoScoreNull: Measure;
}

export type ExplorerEvent =
  | { readonly kind: "encoded"; readonly run: number; readonly text: EncodedText }
  | { readonly kind: "opened"; readonly run: number; readonly vectors: OpenedVectors }
  | { readonly kind: "layer"; readonly run: number; readonly layer: number; readonly result: LayerResult }
  /** All layers at once: moving ζ changes nothing else. */
  | {
      readonly kind: "shrunk";
      readonly run: number;
      readonly zeta: number;
      /** What Σ_S is from; absent at ζ = 0. */
      readonly reference?: ReferenceChoice;
      readonly referencePoints: number;
      readonly scores: readonly ShrunkScore[];
    }
  | {
      readonly kind: "intervals";
      readonly run: number;
      readonly layer: number;
      readonly zeta: number;
      readonly intervals: IntervalEstimates;
    }
  | { readonly kind: "finished"; readonly run: number }
  | { readonly kind: "cancelled"; readonly run: number }
  | { readonly kind: "reference-kept"; readonly points: number }
  | { readonly kind: "failed"; readonly run?: number; readonly failure: Failure };

/**
 * The only contract between the page and the engine worker: what the page may ask, and what the engine answers.
 * Only summaries, plot-ready typed arrays (transferred, not copied) and progress cross over; tensors never do.
 * Each answer about a run carries the run's number, and a run that has been cancelled or superseded answers
 * nothing more than `cancelled`.
 */
import type { BackendErrorCode } from "./backendError.ts";
import type { BackendName } from "./backendName.ts";
import type { LayerChoice } from "./layerChoice.ts";
import type { LabEvent, LabRequest } from "./labProtocol.ts";
import type { ModelFault } from "../models/modelFault.ts";
import type { ModelEvent, ModelRequest, ModelSource } from "./modelProtocol.ts";
import type { PairingRule, UnpairedReason } from "./pairing.ts";
import type { PointSettings } from "./units.ts";
import type { NeighbourReport, OpenedVectors, VectorFiles } from "./vectorsProtocol.ts";
import type { IntervalEstimates } from "../geometry/intervals.ts";
import type { Measure } from "../geometry/measure.ts";
import type { LayerProfile } from "../geometry/profile.ts";
import type { SampleSizePoint } from "../geometry/sampleSize.ts";

/** Where Σ_S, the covariance that IsoScore⋆ leans on when ζ > 0, comes from. */
export type ReferenceChoice = "built-in" | "kept";

/** How hidden states become a cloud and a cloud becomes numbers. */
export interface AnalysisSettings extends PointSettings {
  /** Weight on Σ_S, in [0, 1]. At 0 IsoScore⋆ equals IsoScore and no reference is needed. */
  readonly zeta: number;
  readonly reference: ReferenceChoice;
  /** Seed of every random choice: which sentences stay when there are too many, and the intervals. */
  readonly seed: number;
  /** The hidden states wanted. Fewer take less memory, so that more of a long text fits. */
  readonly layers: LayerChoice;
}

export type EngineRequest =
  | LabRequest
  | ModelRequest
  | { readonly kind: "start"; readonly source: ModelSource; readonly backend?: BackendName }
  | {
      readonly kind: "analyse";
      readonly run: number;
      readonly lines: readonly string[];
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
  | { readonly kind: "sample-size"; readonly run: number; readonly layer: number }
  | { readonly kind: "similarity"; readonly run: number }
  /** The nearest neighbours, over the whole cloud, of a point of the point table. */
  | { readonly kind: "neighbours"; readonly run: number; readonly layer: number; readonly point: number }
  /** Keeps points of the run on screen, so that later runs can be compared with it. */
  | { readonly kind: "hold"; readonly run: number }
  | { readonly kind: "release" }
  /** Layers of the held run against those of this one, on the points as shown or on sentences. */
  | {
      readonly kind: "cross-similarity";
      readonly run: number;
      readonly held: number;
      readonly by: "points" | "sentences";
    };

/** What the engine runs on, and how it came to that. */
export interface BackendReport {
  readonly name: BackendName;
  /** What it runs on: the adapter's name, "WebAssembly with SIMD", … */
  readonly description: string;
  /** Backends that come earlier in the order, or were asked for, and why they were passed over. */
  readonly passedOver: readonly {
    readonly name: BackendName;
    readonly code: BackendErrorCode;
    readonly detail: string;
  }[];
}

export interface ModelReport {
  readonly name: string;
  /** Number of encoder layers L; hidden states are numbered 0 … L. */
  readonly layers: number;
  readonly d: number;
  /** Longest sentence in tokens, special tokens included. */
  readonly maximumTokens: number;
}

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

/** The text of a run as the encoder saw it. */
export interface EncodedText {
  readonly sentences: number;
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

/** Linear CKA between the layers of a held run and those of the run on screen, or why there is none. */
export type CrossSimilarity =
  | {
      readonly kind: "measured";
      readonly rule: PairingRule;
      readonly heldLayers: number;
      readonly layers: number;
      /** heldLayers × layers, row-major. */
      readonly cka: readonly Measure[];
      /** What the same would be on average if one run's points were put in random order. */
      readonly shuffled: readonly Measure[];
      /** Pairs of points compared, of how many there are. */
      readonly points: number;
      readonly pairs: number;
    }
  | {
      readonly kind: "unpaired";
      /** "not-kept": the engine no longer has the held run's points. */
      readonly reason: UnpairedReason | "not-kept";
      /** True if sentences would pair up where points do not. */
      readonly sentencesPair: boolean;
    };

/** What takes time. "start" is the backend's, with its self-check. */
export type Stage =
  | "download"
  | "start"
  | "read"
  | "tokenize"
  | "encode"
  | "measure"
  | "reference"
  | "intervals"
  | "sample-size"
  | "similarity";

/** Why a run, or the start, could not go on. The page's message catalogue words each of them. */
export type Failure =
  | { readonly code: "no-text" }
  | { readonly code: "no-kept-reference" }
  /** The built-in Σ_S was asked for, and these points were not made by the encoder that it is from. */
  | { readonly code: "no-built-in-reference" }
  /** The kept Σ_S is of other dimensions, or of another number of layers. */
  | { readonly code: "reference-does-not-fit" }
  /** The file of vectors can't be used; `detail` is one plain sentence. */
  | { readonly code: "vectors"; readonly detail: string; readonly droppableRows?: number }
  /** The file has been moved, changed or taken away since it was opened. */
  | { readonly code: "file-gone" }
  | { readonly code: "model-download"; readonly detail: string }
  | { readonly code: "model"; readonly fault: ModelFault }
  | { readonly code: "model-file"; readonly detail: string }
  | { readonly code: "no-backend"; readonly detail: string }
  | { readonly code: "device-lost"; readonly detail: string }
  | { readonly code: "out-of-memory"; readonly detail: string }
  | { readonly code: "unexpected"; readonly detail: string };

export type EngineEvent = ExplorerEvent | LabEvent | ModelEvent;

export type ExplorerEvent =
  | { readonly kind: "ready"; readonly backend: BackendReport; readonly model: ModelReport }
  /** `run` is absent for progress of the start (download, compile). */
  | {
      readonly kind: "progress";
      readonly run?: number;
      readonly stage: Stage;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: "encoded"; readonly run: number; readonly text: EncodedText }
  | { readonly kind: "opened"; readonly run: number; readonly vectors: OpenedVectors }
  | { readonly kind: "layer"; readonly run: number; readonly layer: number; readonly result: LayerResult }
  /** All layers at once: moving ζ changes nothing else. */
  | {
      readonly kind: "shrunk";
      readonly run: number;
      readonly zeta: number;
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
  /** Linear CKA between all pairs of layers, (L + 1)², row-major, on a random subset of points. */
  | { readonly kind: "similarity"; readonly run: number; readonly cka: readonly Measure[]; readonly points: number }
  | {
      readonly kind: "cross-similarity";
      readonly run: number;
      readonly held: number;
      readonly by: "points" | "sentences";
      readonly answer: CrossSimilarity;
    }
  | {
      readonly kind: "neighbours";
      readonly run: number;
      readonly layer: number;
      readonly point: number;
      readonly neighbours: readonly NeighbourReport[];
    }
  | {
      readonly kind: "sample-size";
      readonly run: number;
      readonly layer: number;
      readonly curve: readonly SampleSizePoint[];
    }
  | { readonly kind: "finished"; readonly run: number }
  | { readonly kind: "cancelled"; readonly run: number }
  | { readonly kind: "reference-kept"; readonly points: number }
  | { readonly kind: "failed"; readonly run?: number; readonly failure: Failure };

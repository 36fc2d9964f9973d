/** A run as plain data: what the command prints and the page exports as JSON. */
import type { FileReport } from "../vectors/fileHash.ts";
import type { LayerReport } from "./layerReport.ts";

/** The text that was encoded. */
export interface TextReport {
  /** The sample, or the file that the command read; null for a person's own text and for standard input. */
  readonly name: string | null;
  /** Of its lines, as textHash makes it. */
  readonly sha256: string;
  readonly sentences: number;
  /** Special tokens included. */
  readonly tokens: number;
  /** Lines of the input, counted from 1, that were cut at the model's limit. */
  readonly truncatedLines: readonly number[];
  /** What the input holds in all; there only if a random choice of its sentences was encoded. */
  readonly sampledFrom?: { readonly sentences: number; readonly tokens: number };
}

/** The file of vectors that was read. */
export interface VectorsReport {
  readonly file: string;
  /** The files that were read, labels and texts beside the vectors included; empty if they are gone. */
  readonly files: readonly FileReport[];
  /** Name of the one array measured; null where all that belong together are. */
  readonly array: string | null;
  /** Type of the values in the file; "text" for a table. */
  readonly dtype: string;
  /** Rows left out because of NaN or an infinity. */
  readonly dropped: number;
}

/**
 * How far a run had come. `measuring`, `stopped` and `failed` leave layers out; `of-an-earlier-run` is said where another
 * run has been asked for and these are still the layers of the one before.
 */
export interface RunStatus {
  readonly state: "complete" | "measuring" | "stopped" | "failed" | "of-an-earlier-run";
  /** Why the run, or the one asked for after it, has failed. */
  readonly failure?: string;
  /** The ζ that was asked for; there only while the scores belong to another one. */
  readonly askedZeta?: number;
}

/** A layer that has no figures. The first one of a run that has failed is the one that it failed at. */
export interface MissingLayer {
  readonly layer: number;
  readonly reason: "failed" | "not-reached" | "stopped" | "being-measured";
  readonly failure?: string;
}

export interface MeasureReport {
  /** Of this program. */
  readonly version: string;
  readonly status: RunStatus;
  /** What the person calls a held run; there only if it has a name. */
  readonly name?: string;
  /** Name of the model; null for --vectors. */
  readonly model: string | null;
  /** Commit, or branch or tag; there only for a model of the Hub. */
  readonly modelRevision?: string;
  /** SHA-256 over configuration and weights, so that models of one name can be told apart. */
  readonly modelFingerprint?: string;
  /** Longest sentence in tokens; longer ones were cut. */
  readonly maximumTokens?: number;
  readonly backend: string | null;
  readonly unit: "tokens" | "sentences" | "vectors";
  /** For sentences only. */
  readonly pooling?: "mean" | "cls";
  /** Whose word that is: a setting's, that of the model's own files, or the default's. For sentences only. */
  readonly poolingFrom?: "setting" | "model" | "default";
  readonly specialTokens?: boolean;
  readonly seed: number;
  /** Weight of the reference covariance in isoScoreStar. */
  readonly zeta: number;
  /** What the reference covariance was taken from: "built-in", "kept" (from an earlier run), or a file's name; for ζ > 0. */
  readonly reference?: string;
  /** Of that file, or of the lines of that text. */
  readonly referenceSha256?: string;
  /** Points that the reference covariance was taken from; there only for ζ > 0. */
  readonly referencePoints?: number;
  readonly text?: TextReport;
  /** For --vectors only. */
  readonly vectors?: VectorsReport;
  readonly layers: readonly LayerReport[];
  /** There only if there are such. */
  readonly notMeasured?: readonly MissingLayer[];
}

/** A run as plain data: what the command prints and the page exports as JSON. */
import type { LayerReport } from "./layerReport.ts";

/** The text that was encoded. */
export interface TextReport {
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
  /** Type of the values in the file; "text" for a table. */
  readonly dtype: string;
  /** Rows left out because of NaN or an infinity. */
  readonly dropped: number;
}

export interface MeasureReport {
  /** Name of the model; null for --vectors. */
  readonly model: string | null;
  readonly backend: string | null;
  readonly unit: "tokens" | "sentences" | "vectors";
  /** For sentences only. */
  readonly pooling?: "mean" | "cls";
  readonly specialTokens?: boolean;
  readonly seed: number;
  /** Weight of the reference covariance in isoScoreStar. */
  readonly zeta: number;
  /** Points that the reference covariance was taken from; there only for ζ > 0. */
  readonly referencePoints?: number;
  readonly text?: TextReport;
  /** For --vectors only. */
  readonly vectors?: VectorsReport;
  readonly layers: readonly LayerReport[];
  /** Numbers of the run's layers that have failed or are not measured yet; there only if there are such. */
  readonly notMeasured?: readonly number[];
}

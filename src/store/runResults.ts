/** What the engine has answered for one run. Arrays indexed by layer have holes until the layer arrives. */
import type {
  AnalysisSettings,
  EncodedText,
  LayerResult,
  ReferenceChoice,
  ShrunkScore,
} from "../engine/protocol/explorer.ts";
import type { PointTable } from "../engine/protocol/pointTable.ts";
import type { Answers } from "../engine/protocol/question.ts";
import type { BackendReport, ModelReport } from "../engine/protocol/start.ts";
import type { OpenedVectors, VectorFiles } from "../engine/protocol/vectors.ts";
import type { IntervalEstimates } from "../geometry/intervals.ts";
import type { DetectedColumns } from "../vectors/column.ts";

/** What a run was asked for. */
export interface RunOrigin {
  /** The built-in sample, or null for the person's own text. */
  readonly sample: string | null;
  readonly settings: AnalysisSettings;
  /** The files that the points are from; absent for a text. */
  readonly vectors?: VectorFiles;
}

export interface RunResults {
  readonly run: number;
  /** The lines that were sent, and the class of each where the sample names one. */
  readonly lines: readonly string[];
  /** Number of each line in the text as given, counted from 1. */
  readonly lineNumbers: readonly number[];
  readonly labels: readonly (string | undefined)[];
  readonly origin: RunOrigin;
  /** The model that encoded it; null until the first layer is there. */
  readonly model: ModelReport | null;
  /** What it was encoded on, likewise. */
  readonly backend: BackendReport | null;
  readonly text: EncodedText | null;
  /** The file that the points come from, where they come from one. */
  readonly vectors: OpenedVectors | null;
  /** What each point is; null until the text has been split or the file read. */
  readonly points: PointTable | null;
  /** Of a file of vectors, the columns that `lines` and `labels` are from. */
  readonly columns: DetectedColumns;
  readonly layers: readonly (LayerResult | undefined)[];
  readonly shrunk: {
    readonly zeta: number;
    readonly reference?: ReferenceChoice;
    readonly referencePoints: number;
    readonly scores: readonly ShrunkScore[];
  } | null;
  /** With the ζ that they belong to. */
  readonly intervals: readonly ({ readonly zeta: number; readonly estimates: IntervalEstimates } | undefined)[];
  /** What the panels have asked about the run. */
  readonly answers: Answers;
}

/** The empty results of a run that is about to be asked for. */
export function emptyResults(
  run: number,
  text: Pick<RunResults, "lines" | "lineNumbers">,
  labels: readonly (string | undefined)[],
  origin: RunOrigin,
): RunResults {
  return {
    run,
    lines: text.lines,
    lineNumbers: text.lineNumbers,
    labels,
    origin,
    model: null,
    backend: null,
    text: null,
    vectors: null,
    points: null,
    columns: { label: null, text: null },
    layers: [],
    shrunk: null,
    intervals: [],
    answers: {},
  };
}

/** The λ lab: data, runs, sweeps, and what a run does to the layers. */
import type { LabErrorCode, LabFault } from "../../lab/labError.ts";
import type { BackendFault } from "../backendError.ts";
import type { LabelledRow } from "../../corpora/labelledRows.ts";
import type { LayerChange } from "../../lab/layerChange.ts";
import type { LiveSettings } from "../../lab/objective.ts";
import type { LabSettings } from "../../lab/settings.ts";
import type { TableAnswer, TableQuestion } from "../tableReader.ts";
import type { Measure } from "../../geometry/measure.ts";

/** What a run trains with; changing any of it starts another run. λ, ζ and the learning rate may move while it runs. */
export interface LabRunSettings extends LabSettings {
  /** Hidden states that the sentence vectors are taken from. */
  readonly layer: number;
}

export type LabRequest =
  /** Reads a person's own table, or chooses otherwise from it; answered by lab-table-read, of several the last one. */
  | { readonly kind: "lab-table"; readonly ask: number; readonly question: TableQuestion }
  | { readonly kind: "lab-table-stop" }
  /** Encodes the rows; answered by lab-encoded. */
  | {
      readonly kind: "lab-data";
      readonly data: number;
      /** Of the task or the file; empty for pasted text. */
      readonly name: string;
      readonly rows: readonly LabelledRow[];
      readonly classes: readonly string[];
    }
  /**
   * Starts a run from its first step, playing or paused, from a saved file where one is given. A run before it ends. It
   * trains until it is paused or replaced: `settings.epochs` is for the runs of a sweep.
   */
  | {
      readonly kind: "lab-start";
      readonly run: number;
      readonly data: number;
      readonly settings: LabRunSettings;
      readonly playing: boolean;
      readonly saved?: Uint8Array;
    }
  | { readonly kind: "lab-live"; readonly live: LiveSettings }
  | { readonly kind: "lab-play" }
  | { readonly kind: "lab-pause" }
  /** One step, then pause. */
  | { readonly kind: "lab-step" }
  /** Trains the runs listed, in the background. */
  | {
      readonly kind: "lab-sweep";
      readonly sweep: number;
      readonly data: number;
      readonly settings: LabRunSettings;
      readonly jobs: readonly SweepJob[];
    }
  | { readonly kind: "lab-sweep-stop" }
  /** Pauses the run and sends its trained parameters as safetensors. */
  | { readonly kind: "lab-save" }
  /** Pauses the run and measures every layer before and after it; answered by lab-layers. */
  | { readonly kind: "lab-layers" }
  | { readonly kind: "lab-layers-stop" }
  /** Makes the encoder, with the layers that the run has trained, the engine's model; answered as load-model is. */
  | { readonly kind: "lab-show"; readonly load: number; readonly name: string };

export interface SweepJob {
  readonly lambda: number;
  readonly seed: number;
  readonly trainingRows: number | "all";
}

export interface SweepResult extends SweepJob {
  readonly accuracy: number;
  readonly isoScore: Measure;
  readonly twoNN: Measure;
}

/** One training step. */
export interface LabStep {
  readonly step: number;
  readonly epoch: number;
  readonly lambda: number;
  readonly loss: number;
  readonly crossEntropy: number;
  /** IsoScore⋆ of the batch, at the run's ζ. */
  readonly isoScoreStar: number;
}

/** A look at the held-out rows. */
export interface LabEvaluation {
  readonly step: number;
  /** On the training rows, or a part of them. */
  readonly trainingAccuracy: number;
  readonly accuracy: number;
  readonly crossEntropy: number;
  readonly isoScore: Measure;
  readonly isoScoreNull: Measure;
  readonly twoNN: Measure;
  /** The held-out rows on two principal components, n × 2, turned to agree with the look before. */
  readonly coordinates: Float32Array;
  readonly shares: readonly [number, number];
  /** True class of each held-out row. */
  readonly classes: Uint8Array;
  /** 1 where the head is wrong. */
  readonly wrong: Uint8Array;
  readonly eigenvalues: Float64Array;
}

export type LabFailure =
  | { readonly code: LabErrorCode; readonly fault: LabFault }
  | { readonly code: "device-lost"; readonly fault: BackendFault }
  /** `detail` is what the browser or a library says, in words of its own. */
  | { readonly code: "unexpected"; readonly detail: string };

export type LabEvent =
  | { readonly kind: "lab-table-read"; readonly ask: number; readonly answer: TableAnswer }
  | { readonly kind: "lab-progress"; readonly data: number; readonly done: number; readonly total: number }
  | {
      readonly kind: "lab-encoded";
      readonly data: number;
      readonly model: string;
      readonly rows: number;
      readonly training: number;
      readonly heldOutRows: Uint32Array;
      readonly truncated: number;
    }
  /** How the run divides the rows; `used` of those to train on; `marked` if the data itself says which are held out. */
  | {
      readonly kind: "lab-split";
      readonly run: number;
      readonly used: number;
      readonly training: number;
      readonly heldOutRows: Uint32Array;
      readonly marked: boolean;
    }
  | { readonly kind: "lab-steps"; readonly run: number; readonly steps: readonly LabStep[] }
  | { readonly kind: "lab-evaluation"; readonly run: number; readonly evaluation: LabEvaluation }
  /** What an epoch will take, measured on its first batch; told before the run starts where encoder layers are trained. */
  | {
      readonly kind: "lab-estimate";
      readonly run: number;
      readonly stepMilliseconds: number;
      readonly stepsPerEpoch: number;
    }
  | { readonly kind: "lab-saved"; readonly run: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The device was lost and replaced; the run goes on after `step`, and the `lost` steps that came after it are taken again. */
  | {
      readonly kind: "lab-recovered";
      readonly run: number;
      readonly step: number;
      readonly lost: number;
      readonly detail: string;
    }
  | { readonly kind: "lab-layers-progress"; readonly run: number; readonly fraction: number }
  /** The layers as they were before the run and are after `step` of it. */
  | {
      readonly kind: "lab-layers";
      readonly run: number;
      readonly step: number;
      readonly changes: readonly LayerChange[];
    }
  | {
      readonly kind: "lab-sweep-result";
      readonly sweep: number;
      readonly result: SweepResult;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: "lab-sweep-finished"; readonly sweep: number; readonly stopped: boolean }
  | { readonly kind: "lab-failed"; readonly run?: number; readonly failure: LabFailure };

/** True for requests that belong to the lab; all of them, and no others, are named so. */
export function isLabRequest(request: { readonly kind: string }): request is LabRequest {
  return request.kind.startsWith("lab-");
}

/** True for events that belong to the lab; all of them, and no others, are named so. */
export function isLabEvent(event: { readonly kind: string }): event is LabEvent {
  return event.kind.startsWith("lab-");
}

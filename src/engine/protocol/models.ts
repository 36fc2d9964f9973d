/** Models: loading another one, and those kept in this browser. */
import type { HubModel } from "../../models/hubAddress.ts";
import type { KeptModel } from "../../models/keptModels.ts";
import type { Failure } from "./failure.ts";

/** Where a model comes from. */
export type ModelSource =
  /** A folder beside the page, with checksums. */
  | { readonly from: "url"; readonly url: string }
  /** The Hugging Face Hub or a mirror, unless it is kept in this browser. */
  | { readonly from: "hub"; readonly model: HubModel }
  /**
   * Files that the person has chosen or dropped; `name` is shown. `inner` has the config.json of each folder in the
   * model's, "1_Pooling/config.json": sentence-transformers puts there what it does with the encoder's output.
   */
  | {
      readonly from: "files";
      readonly name: string;
      readonly files: readonly File[];
      readonly inner: Readonly<Record<string, File>>;
    };

export type ModelRequest =
  /**
   * Puts another model in place of the one in use. Answered by model-progress, then by `ready` and model-loaded, or by
   * model-failed or model-cancelled; until then the model in use goes on working. A newer load supersedes.
   */
  | { readonly kind: "load-model"; readonly load: number; readonly source: ModelSource }
  | { readonly kind: "cancel-load"; readonly load: number }
  /** Answered by model-kept-list. */
  | { readonly kind: "list-models" }
  /** Removes a kept model, or what has come of one; answered by model-kept-list. */
  | { readonly kind: "remove-model"; readonly model: HubModel };

/** What takes time while a model is loaded: its files, then its start on the device with the self-check. */
export type LoadStage = "download" | "start";

export type ModelEvent =
  /** Bytes for `download`; `total` is undefined while it is not known. */
  | {
      readonly kind: "model-progress";
      readonly load: number;
      readonly stage: LoadStage;
      readonly done: number;
      readonly total: number | undefined;
    }
  | { readonly kind: "model-loaded"; readonly load: number }
  /** `restarted`: the old model is in use again but had to be started anew, which ended what it was busy with. */
  | { readonly kind: "model-failed"; readonly load: number; readonly failure: Failure; readonly restarted: boolean }
  | { readonly kind: "model-cancelled"; readonly load: number; readonly restarted: boolean }
  /** `unfinished`: downloads that were broken off, with the bytes that have come. */
  | {
      readonly kind: "model-kept-list";
      readonly kept: readonly KeptModel[];
      readonly unfinished: readonly KeptModel[];
    };

/** True for events about models; all of them, and no others, are named so. */
export function isModelEvent(event: { readonly kind: string }): event is ModelEvent {
  return event.kind.startsWith("model-");
}

/** True for events after which everything that was computed has to be asked for again. */
export function endsWork(event: { readonly kind: string }): boolean {
  if (!isModelEvent(event)) return false;
  switch (event.kind) {
    case "model-progress":
    case "model-kept-list":
      return false;
    case "model-loaded":
      return true;
    case "model-failed":
    case "model-cancelled":
      return event.restarted;
  }
}

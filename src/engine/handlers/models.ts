/** Loading models, and those kept in this browser. */
import type { EncoderModel } from "../../encoder/model.ts";
import type { HubModel } from "../../models/hubAddress.ts";
import type { KeptModel } from "../../models/keptModels.ts";
import type { Emit } from "../latestWins.ts";
import { ModelSwitch, type ModelSwitchParts } from "../modelSwitch.ts";
import type { ModelRequest } from "../protocol/models.ts";

/** The models in the store: those that can be loaded without a network, and those whose download was broken off. */
export interface KeptModelShelf {
  readonly list: () => Promise<{ readonly kept: readonly KeptModel[]; readonly unfinished: readonly KeptModel[] }>;
  readonly remove: (model: HubModel) => Promise<void>;
}

export class ModelsHandler {
  private readonly emit: Emit;
  private readonly keptModels: KeptModelShelf;
  private readonly models: ModelSwitch;

  constructor(parts: ModelSwitchParts & { readonly emit: Emit; readonly keptModels: KeptModelShelf }) {
    this.emit = parts.emit;
    this.keptModels = parts.keptModels;
    this.models = new ModelSwitch(parts);
  }

  handle(request: ModelRequest): void {
    switch (request.kind) {
      case "load-model":
        this.models.load(request.load, request.source);
        return;
      case "cancel-load":
        this.models.cancel(request.load);
        return;
      case "list-models":
        void this.emitKept();
        return;
      case "remove-model":
        void this.keptModels.remove(request.model).then(() => this.emitKept());
        return;
    }
  }

  /**
   * Puts a model that is in memory already in place of the one in use. Answers come as events: `ready` and model-loaded
   * with this number, or model-failed.
   */
  show(load: number, model: EncoderModel): void {
    this.models.show(load, model);
  }

  /** A store that can't be read keeps nothing. */
  private async emitKept(): Promise<void> {
    const lists = await this.keptModels.list().catch(() => ({ kept: [], unfinished: [] }));
    this.emit({ kind: "model-kept-list", ...lists });
  }
}

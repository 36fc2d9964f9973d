/** What the Models dialog does. */
import type { ModelSource } from "../../engine/protocol/models.ts";
import { publicHub, readHubModel, type HubModel } from "../../models/hubAddress.ts";
import type { AppState } from "../appState.ts";
import { beginLoad } from "../models.ts";
import type { Change } from "./transition.ts";

function load({ models }: AppState, source: ModelSource): Change {
  return { models: beginLoad(models, source) };
}

export const modelTransitions = {
  /** @param builtIn the model that comes with the page. */
  useBuiltIn: (state: AppState, builtIn: ModelSource): Change => load(state, builtIn),

  loadKept: (state: AppState, model: HubModel): Change => load(state, { from: "hub", model: readHubModel(model) }),

  /** A model by name. The address is remembered. */
  loadByName: (state: AppState, model: HubModel): Change => {
    const hubAddress = model.baseUrl === publicHub ? undefined : model.baseUrl;
    return { models: { ...beginLoad(state.models, { from: "hub", model }), hubAddress } };
  },

  /** Files of one model; they are read in this browser and go nowhere. */
  loadFiles: (
    state: AppState,
    files: readonly File[],
    name: string,
    inner: Readonly<Record<string, File>> = {},
  ): Change => load(state, { from: "files", files, name, inner }),

  cancel: ({ models }: AppState): Change => ({ commands: [{ kind: "cancel-load", load: models.lastLoad }] }),

  remove: (_: AppState, model: HubModel): Change => ({
    commands: [{ kind: "remove-model", model: readHubModel(model) }],
  }),

  /** Asks which models are kept. */
  refresh: (): Change => ({ commands: [{ kind: "list-models" }] }),

  /** Fetches the model that the link names. */
  acceptOffer: (state: AppState): Change =>
    state.models.offered === null ? {} : load(state, { from: "hub", model: state.models.offered }),

  dismissOffer: ({ models, view }: AppState): Change => ({
    models: { ...models, offered: null },
    view: { ...view, model: null },
  }),

  /** Opens or closes the dialog. */
  setOpen: ({ models }: AppState, open: boolean): Change => ({ models: { ...models, open } }),
};

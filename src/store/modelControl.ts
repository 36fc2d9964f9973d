/** What the Models dialog does: it changes the store and tells the engine. */
import type { EngineClient } from "../engine/client.ts";
import { isModelEvent, type ModelSource } from "../engine/protocol/models.ts";
import type { EngineEvent } from "../engine/protocol/protocol.ts";
import { publicHub, readHubModel, type HubModel } from "../models/hubAddress.ts";
import { ModelError, type ModelFault } from "../models/modelFault.ts";
import { useApp } from "./appStore.ts";
import { isSameModel } from "./models.ts";
import { readHubAddress, writeHubAddress } from "./preferences.ts";
import { linkedModel, type LinkedModel } from "./viewState.ts";

export interface Models {
  readonly useBuiltIn: () => void;
  readonly loadKept: (model: HubModel) => void;
  /** What a person typed; returns what is wrong with it, or undefined when the load has begun. */
  readonly loadByName: (typed: {
    readonly name: string;
    readonly revision: string;
    readonly baseUrl: string;
  }) => ModelFault | undefined;
  /** Files of one model; they are read here and go nowhere. */
  readonly loadFiles: (files: readonly File[], name: string) => void;
  readonly cancel: () => void;
  readonly remove: (model: HubModel) => void;
  /** Asks which models are kept. */
  readonly refresh: () => void;
  /** The model that the link names: fetched, or not. */
  readonly acceptOffer: () => void;
  readonly dismissOffer: () => void;
  /** A number for a load that is begun elsewhere: it supersedes those before it. */
  readonly nextLoad: () => number;
  /** To be called with each of the engine's events. */
  readonly hear: (event: EngineEvent) => void;
}

/** @param client called for each message, since a restart replaces the client. */
export function createModels(client: () => EngineClient, builtIn: ModelSource): Models {
  let lastLoad = 0;
  const models = () => useApp.getState().models;

  function load(source: ModelSource): void {
    lastLoad += 1;
    useApp.getState().beginLoad(lastLoad, source);
    client().post({ kind: "load-model", load: lastLoad, source });
  }

  /** The link's model, at the address that this browser uses. */
  function fromLink(linked: LinkedModel): HubModel | undefined {
    try {
      return readHubModel({ ...linked, baseUrl: readHubAddress() ?? publicHub });
    } catch {
      return undefined;
    }
  }

  /** A link's model that is kept is loaded at once; another one waits until the person says so. */
  function considerLink(): void {
    const { view } = useApp.getState();
    const { kept, source, loading } = models();
    const wanted = view.model === null ? undefined : fromLink(view.model);
    if (wanted === undefined || kept === null || loading !== null || source !== null) return;
    const mine = kept.find((model) => model.name === wanted.name && model.revision === wanted.revision);
    if (mine !== undefined) load({ from: "hub", model: mine });
    else useApp.getState().offerModel(wanted);
  }

  let linkConsidered = false;
  return {
    useBuiltIn: () => load(builtIn),
    loadKept: (model) => load({ from: "hub", model: readHubModel(model) }),
    loadByName: (typed) => {
      try {
        const model = readHubModel(typed);
        writeHubAddress(model.baseUrl === publicHub ? undefined : model.baseUrl);
        load({ from: "hub", model });
        return undefined;
      } catch (error) {
        if (error instanceof ModelError) return error.fault;
        throw error;
      }
    },
    loadFiles: (files, name) => load({ from: "files", files, name }),
    cancel: () => client().post({ kind: "cancel-load", load: lastLoad }),
    remove: (model) => client().post({ kind: "remove-model", model: readHubModel(model) }),
    refresh: () => client().post({ kind: "list-models" }),
    acceptOffer: () => {
      const { offered } = models();
      if (offered !== null) load({ from: "hub", model: offered });
    },
    dismissOffer: () => {
      useApp.getState().offerModel(null);
      useApp.getState().changeView({ model: null });
    },
    nextLoad: () => (lastLoad += 1),
    hear: (event) => {
      // Once the first model works: what a link asks for must not keep the page from showing something.
      if (event.kind === "ready" && !linkConsidered) client().post({ kind: "list-models" });
      if (!isModelEvent(event)) return;
      switch (event.kind) {
        case "model-progress":
          return;
        case "model-kept-list":
          if (!linkConsidered) considerLink();
          linkConsidered = true;
          return;
        case "model-loaded":
          linkConsidered = true;
          useApp.getState().changeView({ model: linkedModel(models().source, models().bytes) });
          client().post({ kind: "list-models" });
          return;
        case "model-failed":
        case "model-cancelled":
          // What has come so far may be listed, and removed.
          client().post({ kind: "list-models" });
          return;
      }
    },
  };
}

/** True if files that were chosen or dropped together are those of a model. */
export function areModelFiles(names: readonly string[]): boolean {
  return (
    names.includes("config.json") ||
    (names.includes("tokenizer.json") && names.some((name) => name.endsWith(".safetensors")))
  );
}

/** The kept model that is in use, if it is one. */
export function isInUse(model: HubModel, source: ModelSource | null): boolean {
  return source?.from === "hub" && isSameModel(source.model, model);
}

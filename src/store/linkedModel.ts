/** The model that a link names. Pure. */
import { publicHub, readHubModel, type HubModel } from "../models/hubAddress.ts";
import type { AppState } from "./appState.ts";
import { beginLoad, type ModelsState } from "./models.ts";

/** A link's model that is kept is loaded at once; another one is offered, and waits until the person says so. */
export function considerLink({ view, models }: Pick<AppState, "view" | "models">): ModelsState {
  const considered = { ...models, linkConsidered: true };
  const { kept, source, loading } = models;
  const wanted = view.model === null ? undefined : hubModelOf(view.model, models.hubAddress);
  if (wanted === undefined || kept === null || loading !== null || source !== null) return considered;
  const mine = kept.find(({ name, revision }) => name === wanted.name && revision === wanted.revision);
  return mine === undefined ? { ...considered, offered: wanted } : beginLoad(considered, { from: "hub", model: mine });
}

/** The model at the address that this browser uses; undefined if its name is none. */
function hubModelOf(
  linked: { readonly name: string; readonly revision: string },
  address: string | undefined,
): HubModel | undefined {
  try {
    return readHubModel({ ...linked, baseUrl: address ?? publicHub });
  } catch {
    return undefined;
  }
}

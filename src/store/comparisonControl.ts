/** Keeps the engine in step with the comparison: what is held there, and when its layers are compared. */
import type { EngineClient } from "../engine/client.ts";
import { useApp, type AppState } from "./appStore.ts";
import type { ComparedBy } from "./comparison.ts";

interface WantedComparison {
  readonly run: number;
  readonly held: number;
  readonly by: ComparedBy;
}

/** @param client called for each message, since a restart replaces the client. */
export function connectComparison(client: () => EngineClient): void {
  let asked: WantedComparison | null = null;
  useApp.subscribe((state, before) => {
    const held = state.comparison.held?.results.run;
    if (held !== before.comparison.held?.results.run)
      client().post(held === undefined ? { kind: "release" } : { kind: "hold", run: held });
    const wanted = wantedComparison(state);
    if (wanted !== null && !isSame(wanted, asked)) {
      const { run, ...ask } = wanted;
      client().post({ kind: "question", id: "cross-similarity", run, ask });
    }
    asked = wanted;
  });
}

/** What the likeness of layers needs and does not have; it is asked for only while it is in sight. */
function wantedComparison({ comparison, engine, view }: AppState): WantedComparison | null {
  const { held, comparedBy } = comparison;
  const { results, finished } = engine;
  if (held === null || results === null || !finished || view.panel !== "similarity") return null;
  const wanted = { run: results.run, held: held.results.run, by: comparedBy };
  const known = results.answers["cross-similarity"]?.ask;
  return known?.held === wanted.held && known.by === wanted.by ? null : wanted;
}

function isSame(wanted: WantedComparison, other: WantedComparison | null): boolean {
  return other !== null && wanted.run === other.run && wanted.held === other.held && wanted.by === other.by;
}

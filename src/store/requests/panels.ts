/** Questions of the panel in sight: asked when what it shows has been measured, and again when that has changed. */
import type { QuestionRequest } from "../../engine/protocol/question.ts";
import type { AppState } from "../appState.ts";
import { chosenLayer } from "../selectors.ts";

export function panelRequests(before: AppState, after: AppState): QuestionRequest[] {
  const wanted = wantedQuestion(after);
  if (wanted === null) return [];
  const asked = wantedQuestion(before);
  return asked !== null && isSame(asked, wanted) && !hasOtherScores(before, after, wanted) ? [] : [wanted];
}

/** What the panel in sight needs beyond the layers themselves; null where it has all, or its run is not finished. */
function wantedQuestion(state: AppState): QuestionRequest | null {
  const { engine, comparison, view, chosenPoint } = state;
  const { results, finished } = engine;
  if (results === null || !finished) return null;
  const { run, answers } = results;
  switch (view.panel) {
    case "dimensions":
      return null;
    case "neighbours":
      if (chosenPoint === null) return null;
      return { kind: "question", id: "neighbours", run, ask: { layer: chosenLayer(state), point: chosenPoint } };
    case "sample-size":
      return { kind: "question", id: "sample-size", run, ask: { layer: chosenLayer(state) } };
    case "similarity": {
      // Beside a held run its layers are compared with these.
      if (comparison.held === null)
        return answers.similarity === undefined ? { kind: "question", id: "similarity", run, ask: {} } : null;
      const ask = { held: comparison.held.results.run, by: comparison.comparedBy };
      const known = answers["cross-similarity"]?.ask;
      return known?.held === ask.held && known.by === ask.by
        ? null
        : { kind: "question", id: "cross-similarity", run, ask };
    }
  }
}

function isSame(a: QuestionRequest, b: QuestionRequest): boolean {
  return a.id === b.id && a.run === b.run && JSON.stringify(a.ask) === JSON.stringify(b.ask);
}

/** Curves over the sample size depend on ζ. */
function hasOtherScores(before: AppState, after: AppState, { id }: QuestionRequest): boolean {
  return id === "sample-size" && before.engine.results?.shrunk !== after.engine.results?.shrunk;
}

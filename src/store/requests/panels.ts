/** Questions of the panel in sight: asked when what it shows has been measured, and again when that has changed. */
import type { AskOf, QuestionId, QuestionRequest } from "../../engine/protocol/question.ts";
import type { AppState } from "../appState.ts";

/** What a panel asks, and anything else that the answer depends on: when it changes, the question is asked again. */
export type PanelQuestion = {
  [Id in QuestionId]: { readonly id: Id; readonly ask: AskOf<Id>; readonly dependsOn?: unknown };
}[QuestionId];

/** The question of the panel in sight; null where it has all that it needs. */
export type QuestionOfPanel = (state: AppState) => PanelQuestion | null;

export function panelRequests(before: AppState, after: AppState, questionOf: QuestionOfPanel): QuestionRequest[] {
  const wanted = wantedQuestion(after, questionOf);
  if (wanted === null) return [];
  const asked = wantedQuestion(before, questionOf);
  const { results } = after.engine;
  if (results === null || (asked !== null && before.engine.results?.run === results.run && isSame(asked, wanted)))
    return [];
  const { id, ask } = wanted;
  return [{ kind: "question", id, run: results.run, ask } as QuestionRequest];
}

function wantedQuestion(state: AppState, questionOf: QuestionOfPanel): PanelQuestion | null {
  return state.engine.results === null || !state.engine.finished ? null : questionOf(state);
}

function isSame(a: PanelQuestion, b: PanelQuestion): boolean {
  return a.id === b.id && a.dependsOn === b.dependsOn && JSON.stringify(a.ask) === JSON.stringify(b.ask);
}

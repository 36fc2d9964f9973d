/** What a change of the state asks of the engine. Pure: everything that it depends on is in the two states. */
import type { EngineRequest } from "../../engine/protocol/protocol.ts";
import type { AppState } from "../appState.ts";
import { explorerRequests } from "./explorer.ts";
import { labRequests } from "./lab.ts";
import { panelRequests, type QuestionOfPanel } from "./panels.ts";

/**
 * In the order in which they have to be sent.
 * @param questionOf the question of the panel in sight.
 */
export function requestsFor(before: AppState, after: AppState, questionOf: QuestionOfPanel): readonly EngineRequest[] {
  return [
    ...explorerRequests(before, after),
    ...panelRequests(before, after, questionOf),
    ...labRequests(before, after),
    ...(after.commands === before.commands ? [] : after.commands),
  ];
}

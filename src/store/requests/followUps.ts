/** What has to be done by itself after a change of the state, at once or when the change has come to rest. Pure. */
import type { AppState } from "../appState.ts";
import type { ViewState } from "../viewState.ts";

/** Actions that a change brings about: the name of each, and when. */
export type FollowUp =
  | { readonly action: "beginRun"; readonly when: "at-once" | "typing-rests" }
  | { readonly action: "askShrunk"; readonly when: "slider-rests" }
  | { readonly action: "showTask"; readonly when: "at-once" }
  | { readonly action: "linkSettings"; readonly when: "settings-rest" };

export function followUps(before: AppState, after: AppState): FollowUp[] {
  return [...runOf(before, after), ...taskOf(after), ...linkOf(before, after)];
}

function runOf(before: AppState, after: AppState): FollowUp[] {
  const [then, now] = [before.view, after.view];
  // A text that has been cleared has no results, and none are asked for.
  if (after.text !== before.text && after.vectors === null && after.text.trim() === "") return [];
  // What was on screen before a file that could not be read is on screen still.
  const isBack = after.refusedVectors !== before.refusedVectors;
  if (after.vectors !== before.vectors && !isBack) return [{ action: "beginRun", when: "at-once" }];
  if (after.text !== before.text)
    return [{ action: "beginRun", when: now.sample === null ? "typing-rests" : "at-once" }];
  if (hasOtherPoints(then, now, after.vectors === null)) return [{ action: "beginRun", when: "at-once" }];
  if (now.zeta !== then.zeta || now.reference !== then.reference)
    return [{ action: "askShrunk", when: "slider-rests" }];
  return [];
}

function hasOtherPoints(then: ViewState, now: ViewState, isText: boolean): boolean {
  return (
    now.unit !== then.unit ||
    now.pooling !== then.pooling ||
    now.includeSpecialTokens !== then.includeSpecialTokens ||
    (now.layers !== then.layers && isText) ||
    now.seed !== then.seed
  );
}

/** The lab's data is encoded when the lab is first looked at, not before. */
function taskOf({ view, engine, lab }: AppState): FollowUp[] {
  const isWanted = view.mode === "lab" && engine.model !== null && view.task !== lab.task;
  return isWanted ? [{ action: "showTask", when: "at-once" }] : [];
}

/** Browsers count how often an address changes. */
function linkOf({ lab: before }: AppState, { lab: after }: AppState): FollowUp[] {
  return after.settings === before.settings ? [] : [{ action: "linkSettings", when: "settings-rest" }];
}

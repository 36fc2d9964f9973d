/** The rows that the lab trains on: which, and when they are encoded. Pure. */
import type { LabEvent } from "../engine/protocol/lab.ts";
import type { AppState } from "./appState.ts";
import { applyLabEvent, takeRows, type LabState } from "./lab.ts";

/** The state after an event of the lab: a person's own table, once it has been read, takes the place of the task. */
export function afterLabEvent(state: AppState, event: LabEvent): Partial<AppState> {
  const lab = applyLabEvent(state.lab, event);
  if (lab.own === state.lab.own || lab.own?.data == null) return { lab };
  return { lab: takeRows({ ...lab, task: null }, lab.own.data), view: { ...state.view, task: null } };
}

/** The lab with another task, or with the person's own data; the rows of a task come later. */
export function showTask({ lab, view }: Pick<AppState, "lab" | "view">): LabState {
  const shown = { ...lab, task: view.task };
  if (view.task !== null) return shown;
  if (lab.own?.data != null) return takeRows(shown, lab.own.data);
  // A person's own table comes by itself, when they open one.
  return { ...shown, rows: [], classes: [], data: null, current: null, ghost: null, playing: false };
}

/** The rows at hand, once more with another model: at once where the lab is in sight, else when it is opened. */
export function encodeAgain({ lab, engine, view }: Pick<AppState, "lab" | "engine" | "view">): LabState {
  const layer = Math.min(lab.settings.layer, engine.model?.layers ?? lab.settings.layer);
  const adapted = { ...lab, settings: { ...lab.settings, layer } };
  return view.mode === "lab" && lab.rows.length > 0 ? takeRows(adapted, lab) : { ...adapted, task: undefined };
}

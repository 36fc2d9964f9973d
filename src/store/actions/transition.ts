/** How actions change the state. */
import { useApp, type AppState } from "../appState.ts";

/** A part of the state that an action replaces. */
export type Change = Partial<AppState>;

/** Pure: from a state and what the person did to what changes. */
export type Transition<Arguments extends readonly never[] = never[]> = (state: AppState, ...given: Arguments) => Change;

/** Transitions of a topic, and of topics within it. */
export interface Transitions {
  readonly [name: string]: Transition | Transitions;
}

/** The same with the state left out: calling one changes the store. */
export type Actions<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends (state: AppState, ...given: infer Given) => Change
    ? (...given: Given) => void
    : Actions<Table[Name]>;
};

/** Binds transitions to the store. */
export function actionsOf<Table extends Transitions>(table: Table): Actions<Table> {
  const entries = Object.entries(table).map(([name, entry]) => [
    name,
    typeof entry === "function"
      ? (...given: never[]) => useApp.setState((state) => ({ commands: [], ...entry(state, ...given) }))
      : actionsOf(entry),
  ]);
  return Object.fromEntries(entries) as Actions<Table>;
}

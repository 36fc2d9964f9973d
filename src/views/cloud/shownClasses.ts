/** Which classes of a cloud are shown: what the gestures of the legend do to those that are hidden. Pure. */
import type { ClassEntry, Colouring } from "./colouring.ts";

/** Names the hidden entries of a legend. They keep their names where colours or counts change. */
export type HiddenClasses = ReadonlySet<string>;

export const noneHidden: HiddenClasses = new Set();

/** Tells the entries of one legend apart, and stays the same from layer to layer. */
export function entryId(entry: ClassEntry): string {
  return entry.kind === "class" ? `class ${entry.name}` : entry.kind;
}

/** Hides a shown entry, shows a hidden one. */
export function toggled(hidden: HiddenClasses, entry: ClassEntry): HiddenClasses {
  const next = new Set(hidden);
  if (!next.delete(entryId(entry))) next.add(entryId(entry));
  return next;
}

/** Hides all but one; if it is the only one that is shown, none. */
export function only(hidden: HiddenClasses, entry: ClassEntry, entries: readonly ClassEntry[]): HiddenClasses {
  const others = entries.map(entryId).filter((id) => id !== entryId(entry));
  const isOnly = !hidden.has(entryId(entry)) && others.every((id) => hidden.has(id));
  return isOnly ? noneHidden : new Set(others);
}

/** 1 for each point that is hidden; undefined where none is. */
export function hiddenPoints(colouring: Colouring, hidden: HiddenClasses): Uint8Array | undefined {
  if (colouring.kind === "sequential") return undefined;
  const indices = new Set(colouring.entries.filter((entry) => hidden.has(entryId(entry))).map(({ index }) => index));
  return indices.size === 0 ? undefined : colouring.colour.map((index) => (indices.has(index) ? 1 : 0));
}

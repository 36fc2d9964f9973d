/** Which colour and mark each point gets, and what the legend says of them. Pure. */
import { markerCount } from "../../charts/scatter/markers.ts";
import { sequentialSteps } from "../../charts/useColours.ts";
import type { PointTable } from "../../engine/protocol/pointTable.ts";
import type { ColourBy } from "../../store/viewFields.ts";

export interface ClassEntry {
  readonly name: string;
  readonly points: number;
  /** Colour and mark. */
  readonly index: number;
}

export type Colouring =
  | { readonly kind: "classes"; readonly colour: Uint8Array; readonly entries: readonly ClassEntry[] }
  | { readonly kind: "sequential"; readonly colour: Uint8Array; readonly low: number; readonly high: number };

/** What the colours of a cloud are taken from. */
export interface ColouringInput {
  readonly points: PointTable;
  /** Class of each line; undefined where a line has none. */
  readonly labels: readonly (string | undefined)[];
  readonly norms: Float32Array;
  readonly restName: string;
}

/** The colouring of a cloud by one property of its points; of several clouds in common, one after the other in `colour`. */
export function colouringOf(by: ColourBy, ...clouds: readonly ColouringInput[]): Colouring {
  const restName = clouds[0]?.restName ?? "";
  switch (by) {
    case "label":
      return byName(
        clouds.flatMap(({ points, labels }) => Array.from(points.line, (line) => labels[line])),
        restName,
      );
    case "token":
      return byName(
        clouds.flatMap(({ points }) => tokenNames(points)),
        restName,
      );
    case "position":
      return byAmount(clouds.flatMap(({ points }) => Array.from(points.position)));
    case "norm":
      return byAmount(clouds.flatMap(({ norms }) => Array.from(norms)));
  }
}

function tokenNames({ n, token, tokenTexts }: PointTable): (string | undefined)[] {
  return Array.from({ length: n }, (_, i) => (token === undefined ? undefined : tokenTexts[token[i]]));
}

/** The most frequent names get a mark of their own; all the rest, and points without a name, share the last one. */
function byName(names: readonly (string | undefined)[], restName: string): Colouring {
  const n = names.length;
  const counts = new Map<string, number>();
  for (const name of names) {
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const named = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rest = markerCount - 1;
  const own = ranked.length <= rest || (ranked.length === markerCount && named === n) ? ranked : ranked.slice(0, rest);
  const indexOf = new Map(own.map(([name], index) => [name, index]));
  const colour = new Uint8Array(n);
  for (const [i, name] of names.entries()) {
    colour[i] = (name === undefined ? undefined : indexOf.get(name)) ?? rest;
  }
  const entries = own.map(([name, points], index) => ({ name, points, index }));
  const others = n - own.reduce((sum, [, points]) => sum + points, 0);
  if (others > 0) entries.push({ name: restName, points: others, index: rest });
  return { kind: "classes", colour, entries };
}

function byAmount(values: ArrayLike<number>): Colouring {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const colour = new Uint8Array(values.length);
  const span = high - low;
  for (let i = 0; i < values.length; i++) {
    colour[i] = span > 0 ? Math.min(sequentialSteps - 1, Math.floor(((values[i] - low) / span) * sequentialSteps)) : 0;
  }
  return { kind: "sequential", colour, low, high };
}

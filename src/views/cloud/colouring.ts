/** Which colour and mark each point gets, and what the legend says of them. Pure. */
import { markerCount } from "../../charts/scatter/markers.ts";
import { sequentialSteps } from "../../charts/useColours.ts";
import type { PointTable } from "../../engine/protocol.ts";
import type { ColourBy } from "../../store/viewState.ts";

export interface ClassEntry {
  readonly name: string;
  readonly points: number;
  /** Colour and mark. */
  readonly index: number;
}

export type Colouring =
  | { readonly kind: "classes"; readonly colour: Uint8Array; readonly entries: readonly ClassEntry[] }
  | { readonly kind: "sequential"; readonly colour: Uint8Array; readonly low: number; readonly high: number };

interface ColouringInput {
  readonly points: PointTable;
  /** Class of each line; undefined where a line has none. */
  readonly labels: readonly (string | undefined)[];
  readonly norms: Float32Array;
  readonly restName: string;
}

/** The colouring of a cloud by one property of its points. */
export function colouringOf(by: ColourBy, input: ColouringInput): Colouring {
  const { points, labels, norms, restName } = input;
  switch (by) {
    case "label":
      return byName(points.n, (i) => labels[points.line[i]], restName);
    case "token":
      return byName(points.n, (i) => (points.token === undefined ? undefined : points.tokenTexts[points.token[i]]), restName);
    case "position":
      return byAmount(points.position);
    case "norm":
      return byAmount(norms);
  }
}

/** The most frequent names get a mark of their own; all the rest, and points without a name, share the last one. */
function byName(n: number, nameOf: (point: number) => string | undefined, restName: string): Colouring {
  const counts = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const name = nameOf(i);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const named = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rest = markerCount - 1;
  const own = ranked.length <= rest || (ranked.length === markerCount && named === n) ? ranked : ranked.slice(0, rest);
  const indexOf = new Map(own.map(([name], index) => [name, index]));
  const colour = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const name = nameOf(i);
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

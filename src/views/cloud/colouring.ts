/** Which colour and mark each point gets, and what the legend says of them. Pure. */
import { otherMarker, unnamedMarker } from "../../charts/scatter/markers.ts";
import { sequentialSteps } from "../../charts/useColours.ts";
import type { PointTable } from "../../engine/protocol/pointTable.ts";
import type { ColourBy } from "../../store/viewFields.ts";
import { rankedNames } from "./rankedNames.ts";

export type ClassEntry = {
  readonly points: number;
  /** Colour and mark. */
  readonly index: number;
} & (
  | { readonly kind: "class"; readonly name: string }
  /** The smaller classes, which share a mark. */
  | { readonly kind: "other"; readonly classes: number }
  /** Points without a class. */
  | { readonly kind: "unnamed" }
);

export interface ClassColouring {
  readonly kind: "classes";
  readonly colour: Uint8Array;
  readonly entries: readonly ClassEntry[];
}

export type Colouring =
  | ClassColouring
  | { readonly kind: "sequential"; readonly colour: Uint8Array; readonly low: number; readonly high: number };

/** What the colours of a cloud are taken from. */
export interface ColouringInput {
  readonly points: PointTable;
  /** Class of each line; undefined where a line has none. */
  readonly labels: readonly (string | undefined)[];
  readonly norms: Float32Array;
}

/** The colouring of a cloud by one property of its points; of several clouds in common, one after the other in `colour`. */
export function colouringOf(by: ColourBy, ...clouds: readonly ColouringInput[]): Colouring {
  switch (by) {
    case "label":
      // Ranked by lines rather than points: the same whether points are tokens or sentences.
      return byName(
        clouds.flatMap(({ points, labels }) => Array.from(points.line, (line) => labels[line])),
        rankedNames(...clouds.map(({ labels }) => labels)),
      );
    case "token": {
      const names = clouds.map(({ points }) => tokenNames(points));
      return byName(names.flat(), rankedNames(...names));
    }
    case "position":
      return byAmount(clouds.flatMap(({ points }) => Array.from(points.position)));
    case "norm":
      return byAmount(clouds.flatMap(({ norms }) => Array.from(norms)));
  }
}

function tokenNames({ n, token, tokenTexts }: PointTable): (string | undefined)[] {
  return Array.from({ length: n }, (_, i) => (token === undefined ? undefined : tokenTexts[token[i]!]));
}

/**
 * The first names of a ranking get a mark of their own, the rest share one, and points without a name have another.
 * @param names of the points.
 * @param ranked all names, the ones to draw apart first.
 */
export function byName(names: readonly (string | undefined)[], ranked: readonly string[]): ClassColouring {
  const own = ranked.slice(0, otherMarker);
  const indexOf = new Map(own.map((name, index) => [name, index]));
  // Where there is no class at all, as in a text of one's own, points are open circles and not signs of a lack.
  const noName = own.length === 0 ? otherMarker - 1 : unnamedMarker;
  const colour = Uint8Array.from(names, (name) => (name === undefined ? noName : (indexOf.get(name) ?? otherMarker)));
  const counts = new Uint32Array(unnamedMarker + 1);
  for (const index of colour) counts[index]!++;
  const others = new Set(names.filter((name, i) => name !== undefined && colour[i] === otherMarker));
  const entries: ClassEntry[] = own.map((name, index) => ({ kind: "class", name, points: counts[index]!, index }));
  if (others.size > 0)
    entries.push({ kind: "other", classes: others.size, points: counts[otherMarker]!, index: otherMarker });
  const unnamed = counts[noName]!;
  if (unnamed > 0) entries.push({ kind: "unnamed", points: unnamed, index: noName });
  return { kind: "classes", colour, entries: entries.filter(({ points }) => points > 0) };
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

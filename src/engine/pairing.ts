/**
 * Which point of one run is which point of another. Layers of two runs can be compared by CKA, and their clouds linked,
 * only over such pairs. Used by the engine for CKA and by the page for the linked clouds. Pure.
 */
import type { PointTable } from "./protocol/pointTable.ts";

/** What is known of the points of a run. */
export interface NamedPoints {
  readonly points: Pick<PointTable, "n" | "line" | "position" | "token" | "tokenTexts">;
  /** The lines of the request; may be empty where rows have no text. */
  readonly lines: readonly string[];
  /** How many lines or rows there are in all, where points and lines are those of a random choice. */
  readonly rows?: number | undefined;
}

/**
 * What makes two points a pair: the same token at the same place of the same line; the same line; or, in two texts with
 * equally many lines (translations, edits, rows without text), the line with the same number.
 */
export type PairingRule = "token" | "line" | "line-number";

/** Why no points pair up. */
export type UnpairedReason = "different-units" | "different-lines" | "different-tokens";

export type Pairing =
  | {
      readonly kind: "paired";
      readonly rule: PairingRule;
      /** Point first[i] of the one run is point second[i] of the other; ascending in `first`. */
      readonly first: Uint32Array;
      readonly second: Uint32Array;
    }
  | { readonly kind: "unpaired"; readonly reason: UnpairedReason };

/** Pairs the points of two runs, each point at most once. */
export function pairPoints(first: NamedPoints, second: NamedPoints): Pairing {
  const ofTokens = first.points.token !== undefined;
  if (ofTokens !== (second.points.token !== undefined)) return { kind: "unpaired", reason: "different-units" };
  return ofTokens ? pairTokens(first, second) : pairLines(first, second);
}

function pairLines(first: NamedPoints, second: NamedPoints): Pairing {
  const byText = partnersByText(first.lines, second.lines);
  const matched = byText.reduce((sum, line) => sum + (line === none ? 0 : 1), 0);
  const inPlace = first.lines.reduce((sum, line, i) => sum + (second.lines[i] === line ? 1 : 0), 0);
  // Where moving lines finds no more equal ones than leaving them in place, their order is what they have in common.
  const byNumber = lineCount(first) === lineCount(second) && matched <= inPlace;
  const partnerOf = byNumber ? (line: number) => line : (line: number) => byText[line] ?? none;
  const pointOfLine = new Map<number, number>();
  second.points.line.forEach((line, point) => pointOfLine.set(line, point));
  const pairs = collectPairs(first, (point) => pointOfLine.get(partnerOf(first.points.line[point])));
  if (pairs.first.length === 0) return { kind: "unpaired", reason: "different-lines" };
  const sameText = inPlace > 0 && inPlace === first.lines.length && inPlace === second.lines.length;
  return { kind: "paired", rule: byNumber && !sameText ? "line-number" : "line", ...pairs };
}

function pairTokens(first: NamedPoints, second: NamedPoints): Pairing {
  const byText = partnersByText(first.lines, second.lines);
  if (byText.every((line) => line === none)) return { kind: "unpaired", reason: "different-lines" };
  const pointAt = new Map<number, Map<number, number>>();
  second.points.line.forEach((line, point) => {
    const places = pointAt.get(line) ?? new Map<number, number>();
    pointAt.set(line, places.set(second.points.position[point], point));
  });
  const partnerAt = (point: number) =>
    pointAt.get(byText[first.points.line[point]] ?? none)?.get(first.points.position[point]);
  // A line that the two runs split differently is left out whole: behind the first difference places mean nothing.
  const split = new Set<number>();
  first.points.line.forEach((line, point) => {
    const partner = partnerAt(point);
    if (partner !== undefined && tokenText(first, point) !== tokenText(second, partner)) split.add(line);
  });
  const pairs = collectPairs(first, (point) => (split.has(first.points.line[point]) ? undefined : partnerAt(point)));
  return pairs.first.length === 0
    ? { kind: "unpaired", reason: "different-tokens" }
    : { kind: "paired", rule: "token", ...pairs };
}

const none = -1;

/** For each line the equal line of the other text; of lines that occur several times the first is the first's. */
function partnersByText(lines: readonly string[], others: readonly string[]): Int32Array {
  const places = new Map<string, number[]>();
  others.forEach((text, line) => {
    const known = places.get(text);
    if (known === undefined) places.set(text, [line]);
    else known.push(line);
  });
  const taken = new Map<string, number>();
  return Int32Array.from(lines, (text) => {
    const occurrence = taken.get(text) ?? 0;
    taken.set(text, occurrence + 1);
    return places.get(text)?.[occurrence] ?? none;
  });
}

function collectPairs(
  { points }: NamedPoints,
  partnerOf: (point: number) => number | undefined,
): { first: Uint32Array; second: Uint32Array } {
  const first: number[] = [];
  const second: number[] = [];
  for (let point = 0; point < points.n; point++) {
    const partner = partnerOf(point);
    if (partner === undefined) continue;
    first.push(point);
    second.push(partner);
  }
  return { first: Uint32Array.from(first), second: Uint32Array.from(second) };
}

/** Lines of a text; rows without text are counted by their points. */
function lineCount({ lines, points, rows }: NamedPoints): number {
  return rows ?? (lines.length > 0 ? lines.length : points.n);
}

function tokenText({ points }: NamedPoints, point: number): string {
  return points.tokenTexts[points.token![point]];
}

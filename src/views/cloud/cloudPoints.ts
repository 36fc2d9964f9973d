/** The points of a cloud picture: columns, names, table rows. Pure. */
import type { Messages } from "../../messages/messages.ts";
import type { LayerResult } from "../../engine/protocol/explorer.ts";
import { nameOfPoint } from "./pointNames.ts";
import type { RunResults } from "../../store/runResults.ts";

/** Column `index` of an n × count row-major matrix. */
export function columnOf(matrix: Float32Array, count: number, index: number): Float32Array {
  const column = new Float32Array(matrix.length / count);
  for (let i = 0; i < column.length; i++) column[i] = matrix[i * count + index];
  return column;
}

/** The other points of the line that a point belongs to. Points of a line are contiguous. */
export function sameLine(line: Uint32Array, point: number): number[] {
  const others: number[] = [];
  for (let i = point - 1; i >= 0 && line[i] === line[point]; i--) others.push(i);
  for (let i = point + 1; i < line.length && line[i] === line[point]; i++) others.push(i);
  return others;
}

/** The first rows of a cloud's table: name, line, class, two coordinates, norm. */
export function cloudRows(
  messages: Messages,
  results: RunResults,
  { norms }: LayerResult,
  x: Float32Array,
  y: Float32Array,
  most: number,
): string[][] {
  const points = results.points!;
  return Array.from({ length: Math.min(points.n, most) }, (_, i) => [
    nameOfPoint(messages, results, i),
    String(results.vectors === null ? points.line[i] + 1 : points.position[i]),
    results.labels[points.line[i]] ?? "",
    messages.formats.number(x[i]),
    messages.formats.number(y[i]),
    messages.formats.number(norms[i]),
  ]);
}

/**
 * All points of a cloud for a file: what each is, its coordinates on all principal components kept, and its norm.
 * @param layer its number.
 */
export function savedPoints(results: RunResults, { norms, profile }: LayerResult, layer: number) {
  const { points, lines, labels, vectors } = results;
  const { count, coordinates } = profile.components;
  const { n, line, position, token, tokenTexts } = points!;
  const isToken = token !== undefined;
  return {
    columns: [
      "layer",
      "point",
      ...(isToken ? ["token", "position"] : []),
      vectors === null ? "line" : "row",
      ...(isToken ? [] : ["text"]),
      "class",
      ...Array.from({ length: count }, (_, component) => `PC${component + 1}`),
      "norm",
    ],
    rows: Array.from({ length: n }, (_, i) => [
      layer,
      i,
      ...(isToken ? [tokenTexts[token[i]] ?? null, position[i]] : []),
      vectors === null ? line[i] + 1 : position[i],
      ...(isToken ? [] : [lines[line[i]] ?? null]),
      labels[line[i]] ?? null,
      ...coordinates.subarray(i * count, (i + 1) * count),
      norms[i],
    ]),
  };
}

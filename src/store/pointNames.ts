/** What a point of the cloud is called: its token, its text, or the row of its file. */
import { english } from "../messages/en/catalogue.ts";
import type { RunResults } from "./runResults.ts";

export function nameOfPoint(results: RunResults, point: number): string {
  const { points, lines } = results;
  if (points === null) return "";
  if (points.token !== undefined) return points.tokenTexts[points.token[point]];
  return lines[points.line[point]] || rowName(results, point) || "";
}

/** The row of the file, for points that come from one. */
export function rowName({ points, vectors }: RunResults, point: number): string | undefined {
  return vectors === null || points === null ? undefined : english.vectors.row(points.position[point]);
}

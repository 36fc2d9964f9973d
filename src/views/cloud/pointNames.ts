/** What a point of the cloud is called: its token, its text, or the row of its file. */
import type { Messages } from "../../messages/messages.ts";
import type { RunResults } from "../../store/runResults.ts";

export function nameOfPoint(messages: Messages, results: RunResults, point: number): string {
  const { points, lines } = results;
  if (points === null) return "";
  if (points.token !== undefined) return points.tokenTexts[points.token[point]];
  return lines[points.line[point]] || rowName(messages, results, point) || "";
}

/** The row of the file, for points that come from one. */
export function rowName(messages: Messages, { points, vectors }: RunResults, point: number): string | undefined {
  return vectors === null || points === null ? undefined : messages.vectors.row(points.position[point]);
}

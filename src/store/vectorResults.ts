/** A file of vectors in the results of a run: the words that stand for its lines and classes. Pure. */
import type { DetectedColumns } from "../vectors/column.ts";
import type { DrawnColumn, OpenedVectors } from "../engine/protocol/vectors.ts";
import type { RunResults } from "./runResults.ts";

/** The results once the file has been read, with the columns that seem to hold labels and texts. */
export function withVectors(results: RunResults, vectors: OpenedVectors): RunResults {
  return withColumns({ ...results, vectors, points: vectors.points }, vectors, vectors.detected);
}

/** The results with other columns for labels and texts. Points without a text have none; their row names them. */
export function withColumns(results: RunResults, vectors: OpenedVectors, columns: DetectedColumns): RunResults {
  const text = columnNamed(vectors, columns.text);
  const label = columnNamed(vectors, columns.label);
  return {
    ...results,
    columns,
    lines: text === undefined ? [] : entriesOf(text),
    lineNumbers: Array.from(vectors.points.position, (row) => row + 1),
    labels: label === undefined ? [] : entriesOf(label).map((entry) => (entry === "" ? undefined : entry)),
  };
}

function columnNamed({ columns }: OpenedVectors, name: string | null): DrawnColumn | undefined {
  return columns.find((column) => column.name === name);
}

function entriesOf({ entries, codes }: DrawnColumn): string[] {
  return Array.from(codes, (code) => entries[code]!);
}

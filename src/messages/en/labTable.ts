/** Words of a person's own table in the lab. */
import { inputProblemText } from "./faults/corpora.ts";
import type { TableProblem } from "../../engine/tableReader.ts";

export const labTableWords = {
  about:
    "A table with a column of texts and one of labels: CSV, TSV or JSON Lines, 2 to 20 classes, up to 10,000 rows. Drop a file here, paste the table, or",
  open: "open a file",
  pasted: "Pasted table",
  textColumn: "Texts in",
  labelColumn: "Labels in",
  noColumn: "choose …",
  merge: "Merge labels that differ only in case or spaces",
  leaveOut: "Leave out classes with one row",
  takeBack: "Include classes with one row again",
  reading: (name: string) => (name === "" ? "Reading the table …" : `Reading ${name} …`),
  stop: "Stop",
  problem: problemText,
};

function problemText(problem: TableProblem): string {
  switch (problem.kind) {
    case "refused":
      return inputProblemText(problem.problem);
    case "file-gone":
      return "The file can no longer be read: it was moved, changed or deleted. Open it again.";
    case "failed":
      return problem.detail === ""
        ? "The table could not be read. Open it again."
        : `The table could not be read (${problem.detail}). Open it again.`;
  }
}

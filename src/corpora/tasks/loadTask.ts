/** Loads the rows of a built-in task, which are a file of the site of its own. */
import { labelledRows, type LabelledRow, type LabelledRows } from "../labelledRows.ts";
import type { TaskId } from "./taskList.ts";

async function loadRows(id: TaskId): Promise<readonly LabelledRow[]> {
  switch (id) {
    case "sentiment":
      return (await import("./sentiment.ts")).sentimentRows();
    case "definitions":
      return withLabels((await import("virtual:corpora/task-definitions")).default.lines);
    case "subject-lines":
      return withLabels((await import("virtual:corpora/task-subject-lines")).default.lines);
  }
}

/** Lines of a packaged text as rows. Those of a task all have labels: a line without one is a fault of the build. */
function withLabels(lines: readonly { readonly text: string; readonly label?: string }[]): LabelledRow[] {
  return lines.map(({ text, label }) => {
    if (label === undefined) throw new Error(`The line “${text}” of a task has no label.`);
    return { text, label };
  });
}

/**
 * Loads the rows of a task.
 *
 * @throws the browser's own error if its file can't be fetched.
 */
export async function loadTask(id: TaskId): Promise<LabelledRows> {
  return labelledRows(await loadRows(id));
}

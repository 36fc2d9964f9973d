/** The rows that a call of the lab trains on. */
import type { Readable } from "node:stream";
import { readLabelledTable } from "../../corpora/readers/labelledTable.ts";
import { labelledRows, type LabelledRow, type LabelledRows } from "../../corpora/labelledRows.ts";
import { makePackagedText, type PackagedTextName } from "../../corpora/packages/packagedTexts.ts";
import { sentimentRows } from "../../corpora/tasks/sentiment.ts";
import type { TaskId } from "../../corpora/tasks/taskList.ts";
import { readInput } from "../input.ts";
import type { Progress } from "../progress.ts";
import { UsageError } from "../usageError.ts";
import type { LabArguments } from "./arguments.ts";

/** @throws UsageError, InputError. */
export async function readRows(
  data: LabArguments["data"],
  standardInput: Readable,
  progress: Progress,
): Promise<LabelledRows> {
  if (data.kind === "task") return labelledRows(taskRows(data.task));
  const table = readLabelledTable(await readInput(data.file, standardInput), data.file);
  const [text, label] = [data.textColumn ?? table.detected.text, data.labelColumn ?? table.detected.label];
  const missing = [text, label].find((name) => name !== null && !table.columns.includes(name));
  if (missing !== undefined)
    throw new UsageError(({ command }) => command.noSuchColumn(missing!, table.columns.join(", ")));
  const { data: rows, report } = table.rows(text, label);
  for (const sentence of progress.messages.faults.rows(report)) progress.notice(sentence);
  return rows;
}

function taskRows(task: TaskId): LabelledRow[] {
  switch (task) {
    case "sentiment":
      return sentimentRows();
    case "definitions":
      return packagedRows("task-definitions");
    case "subject-lines":
      return packagedRows("task-subject-lines");
  }
}

function packagedRows(name: PackagedTextName): LabelledRow[] {
  return makePackagedText(name).lines.flatMap(({ text, label }) => (label === undefined ? [] : [{ text, label }]));
}

/** The rows that a person's choices make of their own table, and what the page tells about them. */
import { InputError, type InputProblem } from "../inputError.ts";
import { fewestClasses, type LabelledRows } from "../labelledRows.ts";
import type { LabelledTable } from "./labelledTable.ts";
import type { RowsOptions, RowsReport } from "./tableRows.ts";

export interface TableChoice extends Required<Omit<RowsOptions, "seed">> {
  readonly textColumn: string;
  /** Null where none was found and none has been chosen. */
  readonly labelColumn: string | null;
}

interface ChosenAspects {
  /** True if leaving out the classes with one row would leave classes that can be trained on. */
  readonly canLeaveOut: boolean;
  /** True if some labels differ only in case or blanks. */
  readonly similarLabels: boolean;
}

export type ChosenRows =
  | (ChosenAspects & { readonly kind: "taken"; readonly data: LabelledRows; readonly report: RowsReport })
  | (ChosenAspects & { readonly kind: "refused"; readonly problem: InputProblem });

/** The columns that seem right, everything taken as it is. */
export function firstChoice({ detected }: LabelledTable): TableChoice {
  return {
    textColumn: detected.text,
    labelColumn: detected.label,
    mergeSimilarLabels: false,
    leaveOutSingleRowClasses: false,
  };
}

/** @throws RangeError if there is no column of a chosen name. */
export function chooseRowsOfTable(
  table: LabelledTable,
  { textColumn, labelColumn, ...options }: TableChoice,
): ChosenRows {
  try {
    const { data, report } = table.rows(textColumn, labelColumn, options);
    return {
      kind: "taken",
      data,
      report,
      similarLabels: report.similarLabels.length > 0,
      canLeaveOut:
        report.singleRowClasses.length > 0 && data.classes.length - report.singleRowClasses.length >= fewestClasses,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: "refused", problem: error.problem, similarLabels: false, canLeaveOut: couldLeaveOut(error.problem) };
  }
}

function couldLeaveOut(problem: InputProblem): boolean {
  if (problem.code !== "table-many-classes") return false;
  const left = problem.classes - problem.singleRow;
  return left >= fewestClasses && left <= problem.most;
}

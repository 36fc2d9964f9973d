/** Words what became of the rows of a file. */
import { mostRows } from "../../../corpora/labelledRows.ts";
import type { RowsReport } from "../../../corpora/readers/tableRows.ts";

function count(number: number, singular: string, plural: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? singular : plural}`;
}

function quoted(labels: readonly string[]): string {
  return labels.map((label) => `“${label}”`).join(", ");
}

/** One plain sentence for each thing that a person should know about their rows; none if all were taken as they are. */
export function rowsReportTexts(report: RowsReport): string[] {
  const sentences: string[] = [];
  if (report.emptyTexts > 0)
    sentences.push(
      `${count(report.emptyTexts, "row has", "rows have")} no text and ${report.emptyTexts === 1 ? "was" : "were"} left out.`,
    );
  if (report.emptyLabels > 0)
    sentences.push(
      `${count(report.emptyLabels, "row has", "rows have")} no label and ${report.emptyLabels === 1 ? "was" : "were"} left out.`,
    );
  for (const labels of report.similarLabels) {
    const outcome = report.merged ? "they were made one class" : "they count as different classes";
    const areNumbers = labels.every((label) => Number.isFinite(Number(label)));
    sentences.push(
      areNumbers
        ? `The labels ${quoted(labels)} are the same number; ${outcome}.`
        : `The labels ${quoted(labels)} differ only in case or spaces; ${outcome}.`,
    );
  }
  if (report.sampledFrom !== null) {
    sentences.push(
      `Of ${count(report.sampledFrom, "row", "rows")}, a random sample of ${mostRows.toLocaleString("en")} is used, each class by its share.`,
    );
  }
  if (report.leftOutClasses.length > 0) {
    const several = report.leftOutClasses.length > 1;
    sentences.push(
      `The ${several ? "classes" : "class"} ${quoted(report.leftOutClasses)}, ${several ? "of one row each, were" : "of one row, was"} left out.`,
    );
  }
  if (report.singleRowClasses.length > 0) {
    const several = report.singleRowClasses.length > 1;
    sentences.push(
      `The ${several ? "classes" : "class"} ${quoted(report.singleRowClasses)} ${several ? "have" : "has"} one row only: it is trained on, and validation can't test it.`,
    );
  }
  if (report.unusedTexts.length > 0) {
    const several = report.unusedTexts.length > 1;
    sentences.push(
      `The ${several ? "columns" : "column"} ${quoted(report.unusedTexts)} ${several ? "hold" : "holds"} texts too, which are not used; to train on pairs, join both texts in one column.`,
    );
  }
  if (report.emptyLastColumn) sentences.push("A last column without a name or a value was left out.");
  if (report.repeatedTexts > 0) {
    sentences.push(
      `${count(report.repeatedTexts, "row repeats", "rows repeat")} the text of an earlier one; the same text may be trained on and validated.`,
    );
  }
  return sentences;
}

/** What is wrong with a text or a table that a person gives, and what became of its rows, as sentences. */
import type { InputProblem } from "../../../corpora/inputError.ts";
import { isVectorProblem } from "../../../corpora/vectorProblem.ts";
import { gitLfsPointerText } from "./files.ts";
import { vectorProblemText } from "./vectors.ts";

/** The problem in one plain sentence. */
export function inputProblemText(problem: InputProblem): string {
  if (isVectorProblem(problem)) return vectorProblemText(problem);
  switch (problem.code) {
    case "text-empty":
      return "The text has no sentences: every line is empty.";
    case "text-not-utf8":
      return `Line ${problem.line} is not valid UTF-8; save the file as UTF-8 text.`;
    case "text-binary":
      return `This is not a text file: it has a NUL at byte ${problem.offset}.`;
    case "git-lfs-pointer":
      return gitLfsPointerText(problem.file);
    case "table-empty":
      return "The file has no rows: it needs a text and a label in each line.";
    case "table-too-large":
      return `The file has ${Math.ceil(problem.bytes / 2 ** 20)} MB; tables of up to ${problem.most / 2 ** 20} MB can be read. Save fewer of its rows: 10,000 are used at most.`;
    case "table-quote":
      return `The quoted value that begins in line ${problem.line} does not end properly: close it with a quote, and double each quote inside it.`;
    case "table-ragged":
      return `Line ${problem.line} has ${values(problem.found)}, the first line has ${problem.expected}; put a value that contains the separator in quotes.`;
    case "table-no-label-column":
      return problem.columns < 2
        ? "There is no label column: each line needs a text and a label, separated by a comma, a semicolon or a tab."
        : "There is no label column: none has 2 to 20 different values that recur. Choose the column of the labels.";
    case "table-no-rows":
      return `No row has both a text in the column “${problem.textColumn}” and a label in the column “${problem.labelColumn}”.`;
    case "table-one-class":
      if (problem.leftOut > 0)
        return `Without the classes of one row, only the label “${problem.label}” is left in the column “${problem.labelColumn}”; a classifier needs at least two classes.`;
      return `All rows have the label “${problem.label}” in the column “${problem.labelColumn}”; a classifier needs at least two classes.`;
    case "table-single-rows":
      return `Each of the ${problem.classes} labels in the column “${problem.labelColumn}” stands in a single row; without them nothing is left. Choose the column of the labels.`;
    case "table-many-classes":
      return `The column “${problem.labelColumn}” has ${problem.classes} different labels; up to ${problem.most} classes can be trained on.`;
    case "jsonl-invalid":
      return `Line ${problem.line} is not valid JSON; JSON Lines has one whole object in each line.`;
    case "jsonl-nested":
      return `A value in line ${problem.line} is nested more than ${problem.most} levels deep.`;
    case "json-nested":
      return `A value in entry ${problem.entry} of the JSON array is nested more than ${problem.most} levels deep.`;
    case "table-many-columns":
      return `The file has at least ${problem.columns} different columns in ${problem.rows} ${problem.rows === 1 ? "row" : "rows"}, too many to be read as a table; save only the columns of the text and the label.`;
    case "table-many-rows":
      return `The file has more than ${problem.most} rows; save fewer of them: 10,000 are used at most.`;
    case "json-no-object":
      return `Entry ${problem.entry} of the JSON array is not an object; each needs to be one, such as {"text": "…", "label": "…"}.`;
    case "jsonl-no-object":
      return `Line ${problem.line} is not a JSON object; JSON Lines has an object such as {"text": "…", "label": "…"} in each line.`;
  }
}

function values(count: number): string {
  return count === 1 ? "1 value" : `${count} values`;
}

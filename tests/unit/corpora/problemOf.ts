import { InputError, type InputProblem } from "../../../src/corpora/inputError.ts";
import { readLabelledTable } from "../../../src/corpora/readers/labelledTable.ts";

/** Why something is refused. @throws Error if it is read. */
export function problemOf(read: () => unknown): InputProblem {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return error.problem;
    throw error;
  }
  throw new Error("It was read.");
}

/** Why a table of labelled rows is refused. @throws Error if it is read. */
export function problemOfTable(text: string, name: string): InputProblem {
  return problemOf(() => readLabelledTable(text, name));
}

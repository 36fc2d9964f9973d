/** What a person reads about an error: the code and figures that it carries, in English. */
import { badInputText } from "../../src/cli/badInputText.ts";
import { BackendError } from "../../src/engine/backendError.ts";
import { english } from "../../src/messages/en/catalogue.ts";

/** The sentence; the message of an error that is not meant for people. */
export function sentenceOf(error: unknown): string {
  if (error instanceof BackendError) return english.faults.backend(error.fault);
  return badInputText(english, error) ?? (error instanceof Error ? error.message : String(error));
}

/** The function, throwing the sentence in place of the error that carries it. */
export function worded<Result>(action: () => Result): () => Result {
  return () => {
    try {
      return action();
    } catch (error) {
      throw Object.assign(new Error(sentenceOf(error), { cause: error }), codeOf(error));
    }
  };
}

/** The same of a promise. */
export function wordedLater<Result>(promise: Promise<Result>): Promise<Result> {
  return promise.catch((error: unknown) => {
    throw Object.assign(new Error(sentenceOf(error), { cause: error }), codeOf(error));
  });
}

function codeOf(error: unknown): object {
  return typeof error === "object" && error !== null && "code" in error ? { code: error.code } : {};
}

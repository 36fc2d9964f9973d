/** Thrown for a command line that can't be followed, or a file that can't be used. */
import type { Messages } from "../messages/messages.ts";

export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What is wrong, in the words of a language. */
  readonly sentence: (messages: Messages) => string;

  constructor(sentence: (messages: Messages) => string, options?: ErrorOptions) {
    super("the command line, or a file that it names, can't be used", options);
    this.sentence = sentence;
  }
}

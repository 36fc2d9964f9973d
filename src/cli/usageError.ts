/** Thrown for a command line that can't be followed, or a file that can't be used. Its message is one plain sentence. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

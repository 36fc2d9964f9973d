/** `npm run -s lab`: the λ lab without a page. */
import { main } from "./cli/lab/main.ts";
import { messagesOf } from "./messages/languages.ts";

// A reader that has seen enough, such as head, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await main(messagesOf("en"), process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
});

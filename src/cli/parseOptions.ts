/** Options as they stand on a command line, checked against those that a command has. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Messages } from "../messages/messages.ts";
import { UsageError } from "./usageError.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Sentence = (messages: Messages) => string;

/**
 * The values of the options that are given.
 *
 * @throws UsageError for an unknown option, a missing or an unexpected value, and an argument without an option.
 */
export function parseOptions<const Known extends Options>(argv: readonly string[], options: Known) {
  const args = [...argv];
  // Node's own check words what is wrong in English, whatever the language; so nothing is left for it to find.
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  for (const token of tokens) {
    const sentence = faultOf(token, options);
    if (sentence !== null) throw new UsageError(sentence);
  }
  return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
}

type Token = ReturnType<typeof parseArgs<{ strict: false; tokens: true }>>["tokens"][number];

function faultOf(token: Token, options: Options): Sentence | null {
  if (token.kind === "option-terminator") return null;
  if (token.kind === "positional") return ({ command }) => command.unexpectedArgument(token.value);
  const { name, rawName, value, inlineValue } = token;
  const known = Object.hasOwn(options, name) ? options[name] : undefined;
  if (known === undefined) return ({ command }) => command.unknownOption(rawName);
  if (known.type === "boolean")
    return value === undefined ? null : ({ command }) => command.takesNoValue(rawName, value);
  if (value === undefined) return ({ command }) => command.valueMissing(rawName);
  // "--text --json" has forgotten a value, more likely than it names a file --json.
  if (!inlineValue && value.length > 1 && value.startsWith("-"))
    return ({ command }) => command.valueLikeOption(rawName, value);
  return null;
}

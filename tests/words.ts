/** The words by which tests find things on the page and know what it says: the catalogue's, with figures left open. */
import { messagesOf } from "../src/messages/languages.ts";

/** The language in which the tests read the page. */
export const words = messagesOf("en");

/** A number or a string may be left open: what stands there then matches a regular expression. */
type Open<Argument> = Argument extends number | string ? Argument | RegExp : Argument;
type OpenArguments<Arguments extends readonly unknown[]> = {
  readonly [Index in keyof Arguments]: Open<Arguments[Index]>;
};

/** Stands for what is left open. Far from any figure of the page, and the plural in every language. */
const standIn = 987_654_321;

/**
 * Matches what a message says of these arguments, anywhere in a text: those given as a regular expression are left open.
 *
 * @throws Error if the message does not say what is left open as it was given.
 */
export function saying<Arguments extends readonly unknown[]>(
  message: (...given: Arguments) => string,
  ...given: OpenArguments<Arguments>
): RegExp {
  const open = given.flatMap((argument, index) =>
    argument instanceof RegExp ? [{ pattern: argument.source, figure: standIn + index }] : [],
  );
  const filled = given.map((argument, index) => (argument instanceof RegExp ? standIn + index : argument));
  let source = literally(message(...(filled as unknown as Arguments)));
  for (const { pattern, figure } of open) {
    const written = [String(figure), words.formats.count(figure)].map(literally);
    if (!written.some((form) => source.includes(form)))
      throw new Error(`what is left open (${pattern}) has no place in “${source}”`);
    for (const form of written) source = source.replaceAll(form, () => `(?:${pattern})`);
  }
  return new RegExp(source, "s");
}

/** A regular expression that holds words of the catalogue, which count as they are written, and other expressions. */
export function pattern(source: TemplateStringsArray, ...parts: readonly (string | RegExp)[]): RegExp {
  const sources = parts.map((part) => (typeof part === "string" ? literally(part) : `(?:${part.source})`));
  return new RegExp(String.raw(source, ...sources), "s");
}

/** The source of a regular expression that matches this text alone. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

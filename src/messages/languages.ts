/** The languages of the page and of the command. */
import { english } from "./en/catalogue.ts";
import type { Messages } from "./messages.ts";

const catalogues = { en: english } satisfies Readonly<Record<string, Messages>>;

export type Language = keyof typeof catalogues;

/** The words of a language. */
export function messagesOf(language: Language): Messages {
  return catalogues[language];
}

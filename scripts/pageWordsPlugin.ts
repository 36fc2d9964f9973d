/** Puts the words that stand in index.html itself, which a browser shows before or without any script, out of the catalogue. */
import type { Plugin } from "vite";
import type { Messages } from "../src/messages/messages.ts";

/** Replaces %name% and the like by the entries of that name in the catalogue's `app`. @throws Error if there is none. */
export function pageWordsPlugin({ app, locale }: Messages): Plugin {
  const words: Readonly<Record<string, unknown>> = { ...app, locale };
  return {
    name: "page-words",
    transformIndexHtml: (html) =>
      html.replace(/%(\w+)%/g, (_, key: string) => {
        const word = words[key];
        if (typeof word !== "string")
          throw new Error(`index.html asks for %${key}%, which the catalogue does not have`);
        return word.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      }),
  };
}

/**
 * Vite plugin: gives the page the texts that come from npm packages as modules named `virtual:corpora/…`, one a text.
 * They are made when the site is built, load only when somebody asks for them, and travel as plain files of the site.
 */
import type { Plugin } from "vite";
import { isPackagedTextName, makePackagedText } from "../src/corpora/packages/packagedTexts.ts";

const prefix = "virtual:corpora/";

export function corporaPlugin(): Plugin {
  return {
    name: "isoscope-corpora",
    resolveId(id) {
      // The leading NUL keeps other plugins from taking the name for a path.
      return id.startsWith(prefix) ? `\0${id}` : null;
    },
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const name = id.slice(prefix.length + 1);
      if (!isPackagedTextName(name)) this.error(`There is no packaged text of the name ${name}.`);
      // A string for JSON.parse: quicker to read than an object literal of the same size.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(makePackagedText(name)))});`;
    },
  };
}

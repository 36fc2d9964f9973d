import type { Page } from "playwright";
import { unmarkedWords } from "../markedMessages.ts";

/** A piece of text that a person sees or hears, and the element that it belongs to. */
interface Piece {
  readonly place: string;
  readonly text: string;
}

/** All text of a page, hidden parts too: text nodes, labels, titles, placeholders and alternatives. TeX is no prose. */
function piecesOn(page: Page): Promise<Piece[]> {
  return page.evaluate(() => {
    const attributes = [
      "aria-label",
      "aria-description",
      "aria-roledescription",
      "aria-valuetext",
      "aria-placeholder",
      "title",
      "placeholder",
      "alt",
    ];
    const placeOf = (element: Element): string => {
      const parts: string[] = [];
      for (let at: Element | null = element; at !== null && parts.length < 4; at = at.parentElement)
        parts.unshift(at.tagName.toLowerCase() + (at.id === "" ? "" : `#${at.id}`));
      return parts.join(" ");
    };
    const pieces = [{ place: "document.title", text: document.title }];
    const description = document.querySelector("meta[name=description]")?.getAttribute("content");
    pieces.push({ place: "description", text: description ?? "" });
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest("script, style, math, .katex, [data-persons-own]") !== null) continue;
      for (const name of attributes) {
        const text = element.getAttribute(name);
        if (text !== null) pieces.push({ place: `${placeOf(element)} @${name}`, text });
      }
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      // A message that wraps over several lines of a chart is spread over the children of its element.
      const text = own.map((node) => node.textContent ?? "").join("");
      if (text.trim() !== "") pieces.push({ place: placeOf(element), text });
    }
    return pieces;
  });
}

/** Each word that stands outside of the marks, with its place. @param names are no words of a language. */
export async function unmarkedOn(page: Page, names: readonly string[]): Promise<string[]> {
  const found = (await piecesOn(page)).flatMap(({ place, text }) => {
    const rest = names.reduce((left, name) => left.replaceAll(name, ""), text);
    return unmarkedWords(rest).length === 0 ? [] : [`${place}: ${text.slice(0, 160)}`];
  });
  return [...new Set(found)];
}

/** How tests read the page: what is left open is all that may differ. */
import { expect, test } from "vitest";
import { pattern, saying, words } from "../../words.ts";

const linked = (pairs: number, points: number, rule = "the same line") => `${rule} (${pairs} of ${points} points).`;

test("what is left open may be anything that its pattern matches, and nothing else", () => {
  const open = saying(linked, /\d+/, 6);
  expect("the same line (12 of 6 points).").toMatch(open);
  expect("the same line (twelve of 6 points).").not.toMatch(open);
  expect("the same line (12 of 7 points).").not.toMatch(open);
  expect("the same line (12 of 6 points),").not.toMatch(open);
});

test("signs of the words count as they are written", () => {
  expect("(1 of 2 points).").not.toMatch(saying(linked, 1, 2, "a+b"));
  expect("a+b (1 of 2 points).").toMatch(saying(linked, 1, 2, "a+b"));
  expect("aab (1 of 2 points).").not.toMatch(saying(linked, 1, 2, "a+b"));
});

test("a figure is found however the message writes it, and each time", () => {
  expect("6 sentences · 1,234 tokens").toMatch(saying(words.text.counts, 6, /[\d,]+/));
  expect("3 of 3").toMatch(saying((n: number) => `${n} of ${n}`, /\d/));
});

test("a group in what is left open reads the figure", () => {
  expect(saying(words.text.counts, 6, /([\d,]+)/).exec("6 sentences · 57 tokens")?.[1]).toBe("57");
});

test("a message that does not say what is left open is refused", () => {
  expect(() => saying((n: number) => (n > 5 ? "many" : "few"), /\d+/)).toThrow(/no place/);
});

test("a pattern holds words, expressions and signs of its own", () => {
  const reading = pattern`^${"λ (now)"}: ${/\d|none/}\.$`;
  expect("λ (now): 3.").toMatch(reading);
  expect("λ (now): none.").toMatch(reading);
  for (const other of ["λ now: 3.", "λ (now): 34.", "λ (now): 3,", "so λ (now): 3."])
    expect(other).not.toMatch(reading);
});

/** How the page names tokens, for vocabularies that mark continued words and for those that mark spaces. */
import { expect, test } from "vitest";
import { TextTokenizer } from "../../../src/encoder/tokenizer.ts";
import { pointTable } from "../../../src/engine/buildPointTable.ts";
import { pointsOfUnit } from "../../../src/engine/units.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { readGoldenJson } from "../encoder/nodeFixtures.ts";

/** The token texts of some lines, in order. */
function namesOf(name: string, lines: readonly string[]): string[] {
  const { tokenizer: json, vocabularySize } = readGoldenJson(`tokenizer-${name}.json`) as {
    tokenizer: unknown;
    vocabularySize: number;
  };
  const tokenizer = new TextTokenizer(json, { vocabularySize, maximumTokens: 100 });
  const tokens = runToEnd(tokenizer.tokenize(lines));
  const states = { layers: [new Float32Array(tokens.ids.length)], d: 1, tokens };
  const points = pointsOfUnit(states, 0, { unit: "tokens", pooling: "mean", includeSpecialTokens: true });
  const { token, tokenTexts } = pointTable(points, states, Uint32Array.from(lines.keys()), tokenizer);
  return Array.from(token!, (index) => tokenTexts[index]);
}

test("byte-level tokens: a text's first word continues none, and a sign continues no word", () => {
  // The vocabulary has "the" and "Ġthe", "Ġc", "at", "z" and ",".
  expect(namesOf("bpe", ["the catz, the", "the"])).toEqual([
    "<s>",
    "the",
    "c",
    "##at",
    "##z",
    ",",
    "the",
    "</s>",
    "<s>",
    "the",
    "</s>",
  ]);
});

test("word pieces keep their marks", () => {
  expect(namesOf("wordpiece-cased", ["the catz, the"])[0]).toBe("[CLS]");
  expect(
    namesOf("wordpiece-cased", ["xyzzy"])
      .slice(2, -1)
      .every((text) => text.startsWith("##")),
  ).toBe(true);
});

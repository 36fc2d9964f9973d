import { worded } from "../sentences.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TextTokenizer } from "../../../src/encoder/tokenizer.ts";
import type { TokenizerPart } from "../../../src/encoder/tokenization/tokenizerPart.ts";
import { growingPrefixes, wordBoundaryOf } from "../../../src/encoder/tokenizerText.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { modelFolder, readGoldenJson } from "./nodeFixtures.ts";

const json: unknown = JSON.parse(readFileSync(join(modelFolder, "tokenizer.json"), "utf8"));
const wordBoundary = wordBoundaryOf([(json as { normalizer: TokenizerPart }).normalizer]);
const tokenizer = new TextTokenizer(json, { vocabularySize: 30522, maximumTokens: 512 });
const tokenize = (texts: readonly string[]) => runToEnd(tokenizer.tokenize(texts));
const idsOf = (text: string) => [...tokenize([text]).ids];

describe("against the reference tokenizer", () => {
  const golden = readGoldenJson("tokens.json") as { text: string; ids: number[] }[];

  test("the token ids of all varied sentences are equal", () => {
    expect(golden.length).toBeGreaterThanOrEqual(200);
    const { ids, offsets } = tokenize(golden.map(({ text }) => text));
    golden.forEach(({ text, ids: expected }, index) => {
      expect([...ids.subarray(offsets[index], offsets[index + 1])], JSON.stringify(text)).toEqual(expected);
    });
  });

  test("sentences of 600 words are cut at 512 tokens and listed", () => {
    const { truncated, offsets, ids } = tokenize(golden.map(({ text }) => text));
    const long = golden.flatMap(({ ids: expected, text }, index) =>
      expected.length === 512 && text.length > 2000 ? [index] : [],
    );
    expect(long.length).toBe(3);
    expect(truncated).toEqual(long);
    for (const index of long) expect(ids[offsets[index + 1] - 1]).toBe(102);
  });

  test("a character that Unicode 9 or later made punctuation stays in its word", () => {
    // U+061D was unassigned in the Unicode 8 tables of the reference, to which the whole word is unknown.
    expect(idsOf("ab\u061dcd")).toEqual([101, 100, 102]);
  });
});

test("settings of tokenizer.json that cut and pad are ignored", () => {
  const { truncation, padding } = json as { truncation: { max_length: number }; padding: unknown };
  expect(truncation.max_length).toBe(128);
  expect(padding).toBeTruthy();
  expect(idsOf("a ".repeat(300)).length).toBe(302);
  expect(idsOf("a").length).toBe(3);
});

test("special tokens are marked, typed ones and texts' own tokens are not", () => {
  const { ids, special, offsets } = tokenize(["cat", "", "x [SEP] y"]);
  expect([...ids]).toEqual([101, 4937, 102, 101, 102, 101, 1060, 102, 1061, 102]);
  expect([...special]).toEqual([1, 0, 1, 1, 1, 1, 0, 0, 0, 1]);
  expect([...offsets]).toEqual([0, 3, 5, 10]);
});

test("exactly the limit is not cut, one more is", () => {
  expect(tokenize(["a ".repeat(510)])).toMatchObject({ truncated: [] });
  const over = tokenize(["a ".repeat(511)]);
  expect(over.truncated).toEqual([0]);
  expect(over.ids.length).toBe(512);
  expect(over.ids[511]).toBe(102);
});

describe("long lines", () => {
  test.each([
    ["words", "hello wörld! ".repeat(3000)],
    ["ideographs", "漢字".repeat(20_000)],
    ["emoji", "😀".repeat(20_000)],
    ["one word", "a".repeat(50_000)],
    ["control characters", "\u0001".repeat(30_000) + "end"],
    ["spaces", " ".repeat(30_000) + "end"],
    ["a special token at the cut", "x".repeat(8189) + "[SEP] ".repeat(600)],
  ])("the tokens of %s are those of the whole line", (_, text) => {
    const prefixes = [...growingPrefixes(text, wordBoundary)];
    expect(prefixes.at(-1)).toBe(text);
    const whole = [
      ...runToEnd(new TextTokenizer(json, { vocabularySize: 30522, maximumTokens: 1e9 }).tokenize([text])).ids,
    ];
    const cut = idsOf(text);
    expect(cut).toEqual(whole.length > 512 ? [...whole.slice(0, 511), 102] : whole);
  });

  test("a megabyte of words is read no further than needed", () => {
    const line = "hello wörld! ".repeat(80_000);
    let read = 0;
    for (const prefix of growingPrefixes(line, wordBoundary)) {
      read = prefix.length;
      if (idsOf(prefix).length === 512) break;
    }
    expect(read).toBeLessThan(20_000);
    expect(tokenize([line]).truncated).toEqual([0]);
  });
});

test("a text is lowered first where that is asked for", () => {
  const cased = readGoldenJson("tokenizer-wordpiece-cased.json") as { tokenizer: unknown; vocabularySize: number };
  const limits = { vocabularySize: cased.vocabularySize, maximumTokens: 64 };
  const ids = (text: string, lowercases: boolean) => [
    ...runToEnd(new TextTokenizer(cased.tokenizer, { ...limits, lowercases }).tokenize([text])).ids,
  ];
  expect(ids("The CAT", true)).toEqual(ids("the cat", false));
  expect(ids("The CAT", false)).not.toEqual(ids("the cat", false));
});

test("it yields between sentences, with the share done", () => {
  const steps = tokenizer.tokenize(Array.from({ length: 200 }, (_, index) => `sentence ${index}`));
  const shares: number[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) shares.push(step.value);
  expect(shares).toEqual([0.32, 0.64, 0.96]);
});

test("tokens read as text, without the mark of a continued word", () => {
  const [, first, second] = idsOf("isotropy");
  expect(tokenizer.continuesWord(first)).toBe(false);
  expect(tokenizer.continuesWord(second)).toBe(true);
  expect(tokenizer.tokenText(101)).toBe("[CLS]");
  expect(
    idsOf("isotropy")
      .slice(1, -1)
      .map((id) => tokenizer.tokenText(id))
      .join(""),
  ).toBe("isotropy");
  expect(tokenizer.tokenText(1001)).toBe("#");
  expect(worded(() => tokenizer.tokenText(40_000))).toThrow("no token 40000");
});

test("a tokenizer that can't be used is refused", () => {
  const limits = { vocabularySize: 30522, maximumTokens: 512 };
  for (const wrong of [null, {}, { model: null }, { model: { vocab: {} } }])
    expect(worded(() => new TextTokenizer(wrong, limits))).toThrow("tokenizer.json");
  expect(worded(() => new TextTokenizer({ model: { type: "WordLevel", vocab: {} } }, limits))).toThrow(
    '"WordLevel"; supported: WordPiece, BPE, Unigram.',
  );
  expect(worded(() => new TextTokenizer(json, { ...limits, vocabularySize: 30521 }))).toThrow(
    "the id 30521; the model's vocabulary has 30521 rows",
  );
  expect(worded(() => new TextTokenizer(json, { ...limits, maximumTokens: 2 }))).toThrow("limit of 2 tokens");
});

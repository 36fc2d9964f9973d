import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isUnwelcome } from "../../../src/corpora/packages/unwelcomeWords.ts";
import { readChapter, sentencesOfChapter } from "../../../src/corpora/packages/mobyDick.ts";
import { makePackagedText, packagedTextNames } from "../../../src/corpora/packages/packagedTexts.ts";
import { hashText, inSeededOrder } from "../../../src/corpora/packages/seededOrder.ts";
import { splitSentences } from "../../../src/corpora/packages/sentences.ts";
import { parseDataLine, parseGloss, parseSenseIndex } from "../../../src/corpora/packages/wordNet.ts";

describe("WordNet's files", () => {
  test("a synset's line gives its words, category, definition and examples", () => {
    const line =
      '00001740 29 v 04 breathe 0 take_a_breath 0 respire 0 suspire 3 002 * 00005041 v 0000 + 03115374 n 0301 02 + 02 00 + 08 00 | draw air into, and expel out of, the lungs; "I can breathe better"; "The patient is respiring"  ';
    expect(parseDataLine(line)).toEqual({
      offset: "00001740",
      lexicographerFile: 29,
      words: ["breathe", "take a breath", "respire", "suspire"],
      definition: "draw air into, and expel out of, the lungs",
      examples: ["I can breathe better", "The patient is respiring"],
    });
  });

  test("the count of words is hexadecimal, and an adjective's marker is no part of the word", () => {
    const words = Array.from({ length: 0x11 }, (_, index) => `w${String.fromCharCode(97 + index)} 0`).join(" ");
    expect(parseDataLine(`00000001 00 a 11 ${words} 000 | many words`)!.words).toHaveLength(17);
    expect(parseDataLine("00000002 00 s 01 galore(ip) 0 000 | in great numbers")!.words).toEqual(["galore"]);
  });

  test("the licence's lines and blank lines are no synsets, and any other line is an error", () => {
    expect(parseDataLine("  1 This software and database is being provided to you  ")).toBeNull();
    expect(parseDataLine("")).toBeNull();
    expect(() => parseDataLine("entity n 1 3 @ ~ + 1 1 00001740")).toThrow("Not a line of a WordNet data file");
  });

  test.each([
    ["only a definition", "only a definition", []],
    ["a part; another part", "a part; another part", []],
    ['place; "go home!"; "we went"', "place", ["go home!", "we went"]],
    ['the word "quark" in it; "a quark is small"', 'the word "quark" in it', ["a quark is small"]],
    ['"all example"', "", ["all example"]],
  ])("the gloss %s is split", (gloss, definition, examples) => {
    expect(parseGloss(gloss)).toEqual({ definition, examples });
  });

  test("the sense index gives occurrences by synset and the words that mean it first", () => {
    const index = [
      "hound%1:05:01:: 02087122 1 2",
      "hound%2:35:00:: 02003186 1 5",
      "hound_dog%1:05:00:: 02087122 1 0",
      "blackguard%1:18:00:: 02087122 3 4",
      "",
    ].join("\n");
    expect(parseSenseIndex(index, 1)).toEqual(
      new Map([["02087122", { occurrences: 6, firstSenseOf: ["hound", "hound_dog"] }]]),
    );
    expect([...parseSenseIndex(index, 2).keys()]).toEqual(["02003186"]);
  });
});

describe("splitSentences", () => {
  test.each([
    ["One. Two! Three?", ["One.", "Two!", "Three?"]],
    [
      "Mr. Coffin owns Mt. Hope, St. George and &c. He sleeps.",
      ["Mr. Coffin owns Mt. Hope, St. George and &c. He sleeps."],
    ],
    ['"Stop!" he cried. "Who?" She left.', ['"Stop!" he cried.', '"Who?"', "She left."]],
    ["Too jolly, thought I. But go on.", ["Too jolly, thought I.", "But go on."]],
    ["J. R. Smith came. He left.", ["J. R. Smith came.", "He left."]],
    ["It would dart you through.—It's a heath.", ["It would dart you through.", "It's a heath."]],
    ["It cost 3.50 or so. two words", ["It cost 3.50 or so. two words"]],
    ["Broken\n  over lines.", ["Broken over lines."]],
    ["", []],
  ])("%j", (paragraph, sentences) => expect(splitSentences(paragraph)).toEqual(sentences));

  test("loses no letter of a whole chapter", () => {
    const { text } = readChapter(1);
    const letters = (part: string): string => part.replace(/[\s—]/g, "");
    expect(letters(splitSentences(text).join(""))).toBe(letters(text));
  });
});

test("the chapters of Moby-Dick begin as they do", () => {
  expect(readChapter(1).title).toBe("Loomings");
  expect(sentencesOfChapter(readChapter(2))[0]).toBe(
    "I stuffed a shirt or two into my old carpet-bag, tucked it under my arm, and started for Cape Horn and the Pacific.",
  );
});

describe("seeded order", () => {
  const items = Array.from({ length: 200 }, (_, index) => `item ${index}`);
  const order = (list: readonly string[], seed: number): string[] => inSeededOrder(list, (item) => item, seed);

  test("is a permutation that depends on the seed and not on the order given", () => {
    expect([...order(items, 1)].sort()).toEqual([...items].sort());
    expect(order([...items].reverse(), 1)).toEqual(order(items, 1));
    expect(order(items, 2)).not.toEqual(order(items, 1));
  });

  test("keeps the order of the others when an item goes", () => {
    expect(order(items.slice(1), 1)).toEqual(order(items, 1).filter((item) => item !== items[0]));
  });

  test("hashes evenly: the mean of many hashes is the middle of their range", () => {
    const mean =
      Array.from({ length: 20_000 }, (_, index) => hashText(`text ${index}`, 1)).reduce((a, b) => a + b) / 20_000;
    // The standard error of this mean is 2³²/√12/√20,000 ≈ 0.002 · 2³².
    expect(Math.abs(mean / 2 ** 32 - 0.5)).toBeLessThan(0.008);
  });
});

/** The texts as they were when they were read through last: a change of packages or rules has to be looked at. */
const fingerprints = {
  "wordnet-categories": "ecf5a9c2718df15d",
  "moby-dick": "b72eb7bf6b6443cf",
  reference: "39b7a3b221c78381",
  "task-definitions": "dadb41e8591a07fa",
  "task-subject-lines": "e8377551a6244410",
};
const wordNet = "WordNet 3.1 Copyright 2011 by Princeton University";
/** What each notice has to name. */
const sources = {
  "wordnet-categories": [wordNet],
  "moby-dick": ["Herman Melville"],
  reference: [wordNet, "Herman Melville"],
  "task-definitions": [wordNet],
  "task-subject-lines": ["Spam Assassin public mail corpus", "PDDL 1.0 and CC0 1.0"],
};

test.each(packagedTextNames)("%s is the same text on every machine, and carries its notice", (name) => {
  const { lines, notice } = makePackagedText(name);
  expect(createHash("sha256").update(JSON.stringify(lines)).digest("hex").slice(0, 16)).toBe(fingerprints[name]);
  for (const source of sources[name]) expect(notice).toContain(source);
});

test("words that are out of place in a classroom are found as words, not as parts of others", () => {
  expect(["a vulgar term", "He was a savage.", "prostitutes"].filter(isUnwelcome)).toHaveLength(3);
  expect(["the cockpit", "skilled", "a final analysis", "Essex"].filter(isUnwelcome)).toEqual([]);
});

test("the categories of the dictionary sample are balanced", () => {
  const counts = new Map<string, number>();
  for (const { label } of makePackagedText("wordnet-categories").lines)
    counts.set(label!, (counts.get(label!) ?? 0) + 1);
  expect([...counts.values()]).toEqual(Array.from({ length: 6 }, () => 32));
});

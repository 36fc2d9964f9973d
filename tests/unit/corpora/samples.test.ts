import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadReferenceText } from "../../../src/corpora/referenceText.ts";
import { TextTokenizer } from "../../../src/encoder/tokenizer.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { isSampleId, loadSample, sampleIds, sampleList } from "../../../src/corpora/sampleList.ts";

test("the list and the identifiers name the same samples, each once", () => {
  expect(new Set(sampleIds).size).toBe(sampleIds.length);
  expect(sampleList.map(({ id }) => id)).toEqual([...sampleIds]);
  expect(isSampleId(sampleIds[0])).toBe(true);
  expect(isSampleId("no-such-sample")).toBe(false);
});

describe.each(sampleList)("sample $id", (summary) => {
  test("has the count that the list promises, and what the list says about it", async () => {
    const sample = await loadSample(summary.id);
    expect(sample.lines).toHaveLength(summary.count);
    expect(sample).toMatchObject({ id: summary.id, source: summary.source });
  });

  test("has no blank, repeated, untrimmed or overlong line", async () => {
    const texts = (await loadSample(summary.id)).lines.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/[\n\r\u2028]|\s{2}/);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThan(400);
    }
  });

  test("labels every line, with 2 to 12 labels of at least 5 lines each", async () => {
    const counts = new Map<string, number>();
    for (const { label } of (await loadSample(summary.id)).lines) {
      expect(label).toBeDefined();
      counts.set(label!, (counts.get(label!) ?? 0) + 1);
    }
    expect(counts.size).toBeGreaterThanOrEqual(2);
    expect(counts.size).toBeLessThanOrEqual(12);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(5);
  });
});

test("the reference text shares no line with a sample and repeats none", async () => {
  const reference = await loadReferenceText();
  const lines = new Set(reference);
  expect(lines.size).toBe(reference.length);
  for (const id of sampleIds) {
    for (const { text } of (await loadSample(id)).lines) expect(lines.has(text)).toBe(false);
  }
});

describe("in tokens of the default model, special tokens left out,", () => {
  const file = new URL("../../../public/models/all-MiniLM-L6-v2/tokenizer.json", import.meta.url);
  const tokenizer = new TextTokenizer(JSON.parse(readFileSync(file, "utf8")), {
    vocabularySize: 30522,
    maximumTokens: 512,
  });

  function countTokens(texts: readonly string[]): number {
    const { special, truncated } = runToEnd(tokenizer.tokenize(texts));
    expect(truncated).toEqual([]);
    return special.filter((mark) => mark === 0).length;
  }

  test("the reference text has at least 20,000", async () => {
    expect(countTokens(await loadReferenceText())).toBeGreaterThanOrEqual(20_000);
  });

  test("the default sample has 2,000 to 4,000, any sample at most 5,000", async () => {
    for (const id of sampleIds) {
      const count = countTokens((await loadSample(id)).lines.map(({ text }) => text));
      expect(count).toBeLessThanOrEqual(id === sampleIds[0] ? 4000 : 5000);
      expect(count).toBeGreaterThanOrEqual(id === sampleIds[0] ? 2000 : 1000);
    }
  });
});

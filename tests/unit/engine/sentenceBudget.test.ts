import fc from "fast-check";
import { expect, test } from "vitest";
import type { TokenizedTexts } from "../../../src/encoder/hiddenStates.ts";
import {
  hiddenStateBytes,
  selectSentences,
  sentencesWithin,
  tokensWithin,
} from "../../../src/engine/sentenceBudget.ts";

function tokensOf(lengths: readonly number[], truncated: readonly number[] = []): TokenizedTexts {
  const offsets = Uint32Array.from([
    0,
    ...lengths.map((_, i) => lengths.slice(0, i + 1).reduce((sum, length) => sum + length, 0)),
  ]);
  const ids = Uint32Array.from({ length: offsets[lengths.length] }, (_, i) => i);
  return { offsets, ids, special: Uint8Array.from(ids, (id) => id % 2), truncated };
}

const lengths = fc.array(fc.integer({ min: 2, max: 30 }), { minLength: 1, maxLength: 40 });

test("a text within the budget is kept whole", () => {
  expect([...sentencesWithin(tokensOf([3, 4, 5]), 12, 1)]).toEqual([0, 1, 2]);
});

test("a choice stays within the budget, is in order, without repeats, and the same for the same seed", () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 30, max: 300 }), fc.nat(), (sizes, budget, seed) => {
      const kept = [...sentencesWithin(tokensOf(sizes), budget, seed)];
      expect(kept.reduce((sum, sentence) => sum + sizes[sentence], 0)).toBeLessThanOrEqual(budget);
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect([...sentencesWithin(tokensOf(sizes), budget, seed)]).toEqual(kept);
    }),
  );
});

test("one sentence is kept even if it alone is over the budget", () => {
  expect(sentencesWithin(tokensOf([50, 60]), 10, 3)).toHaveLength(1);
});

test("different seeds choose different sentences", () => {
  const many = tokensOf(Array.from({ length: 100 }, () => 10));
  expect([...sentencesWithin(many, 200, 1)]).not.toEqual([...sentencesWithin(many, 200, 2)]);
});

test("selected sentences keep their tokens, their marks, and which of them were cut", () => {
  const all = tokensOf([2, 3, 4], [0, 2]);
  const some = selectSentences(all, Uint32Array.of(1, 2));
  expect([...some.offsets]).toEqual([0, 3, 7]);
  expect([...some.ids]).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect([...some.special]).toEqual([0, 1, 0, 1, 0, 1, 0]);
  expect(some.truncated).toEqual([1]);
});

test("the budget is one of bytes: fewer or narrower layers leave room for more tokens", () => {
  expect(tokensWithin(hiddenStateBytes, 7, 384)).toBe(24_966);
  expect(tokensWithin(hiddenStateBytes, 13, 768)).toBe(6_721);
  expect(tokensWithin(hiddenStateBytes, 1, 768)).toBe(13 * 6_721 + 8);
  expect(tokensWithin(10, 7, 384)).toBe(1);
});

import { describe, expect, test } from "vitest";
import { failureText, fuzz, type FuzzTask } from "../../fuzz/fuzz.ts";

const seed = 20261126;

test(
  "2,000 changed files of all formats are read or refused with a code, in bounded time and memory",
  {
    timeout: 300_000,
  },
  async () => {
    const failures = await fuzz({ seed, first: 0, count: 2000 });
    expect(failures.map((failure) => failureText(seed, failure))).toEqual([]);
  },
);

describe("a reader that misbehaves is found out, and the other files are read", () => {
  test.each<[NonNullable<FuzzTask["instead"]>, RegExp]>([
    ["endless", /not read in 2 s/],
    ["greedy", /MB of memory/],
    ["throws", /TypeError: no code/],
    ["exits", /ended with 3/],
  ])("%s", { timeout: 120_000 }, async (instead, reason) => {
    const failures = await fuzz({ seed, first: 0, count: 14, instead }, { mostMilliseconds: 2000 });
    expect(failures.map(({ index }) => index)).toEqual([1]);
    expect(failures[0]!.reason).toMatch(reason);
  });
});

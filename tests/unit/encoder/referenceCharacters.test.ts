import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TextTokenizer } from "../../../src/encoder/tokenizer.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";

const root = join(import.meta.dirname, "../../..");

test("marks and punctuation newer than Unicode 8 give the ids of Rust tokenizers", () => {
  const file = join(root, "public/models/all-MiniLM-L6-v2/tokenizer.json");
  const limits = { vocabularySize: 30522, maximumTokens: 512 };
  const tokenizer = new TextTokenizer(JSON.parse(readFileSync(file, "utf8")), limits);
  const lines = [
    "a\u061db and \u061d",
    "qur\u08d4an \u08d6",
    "\u09fd word",
    "\u0c77 word",
    "wait\u2e43what",
    "old\u2e52and",
    "\u1b4e x",
    "new\u20c0som",
    "\u{1e944}adlam",
  ];
  const { ids, offsets } = runToEnd(tokenizer.tokenize(lines));
  // tokenizers 0.23.3 on the same file.
  expect(lines.map((_, line) => [...ids.subarray(offsets[line], offsets[line + 1])])).toEqual([
    [101, 100, 1998, 100, 102],
    [101, 100, 100, 102],
    [101, 100, 2773, 102],
    [101, 100, 2773, 102],
    [101, 100, 102],
    [101, 100, 102],
    [101, 100, 1060, 102],
    [101, 100, 102],
    [101, 100, 102],
  ]);
});

import { worded } from "../sentences.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readJsonLines } from "../../../src/corpora/readers/jsonl.ts";

test("takes the keys of all objects for columns; what is missing or null is empty, and what is no text is JSON", () => {
  const text = '\ufeff{"text": "a", "label": 1}\r\n\n{"label": true, "text": null, "more": ["x", {"y": 2}]}\n{}\n';
  expect(readJsonLines(text)).toEqual({
    columns: ["text", "label", "more"],
    rows: [
      ["a", "1", ""],
      ["", "true", '["x",{"y":2}]'],
      ["", "", ""],
    ],
  });
});

test("treats the names that JavaScript keeps for itself as keys like any other", () => {
  expect(readJsonLines('{"__proto__": "a", "constructor": "b"}\n{"text": "c"}')).toEqual({
    columns: ["__proto__", "constructor", "text"],
    rows: [
      ["a", "b", ""],
      ["", "", "c"],
    ],
  });
});

test.each([
  ['{"text": "a"}\n{"text": "b"', "Line 2 is not valid JSON"],
  ['{"text": "a"}\n\nnot json', "Line 3 is not valid JSON"],
  ['["text", "label"]', "Line 1 is not a JSON object"],
  ["null", "Line 1 is not a JSON object"],
  ['{"text": "a"}\n"b"', "Line 2 is not a JSON object"],
  ["", "The file has no rows"],
  ["{}\n{}", "The file has no rows"],
])("says what is wrong with %j", (text, message) => expect(worded(() => readJsonLines(text))).toThrow(message));

test("gives back any texts, line separators of Unicode included", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.string()), { minLength: 1 }), (rows) => {
      const written = rows.map(([text, label]) => JSON.stringify({ text, label })).join("\n");
      expect(readJsonLines(written).rows).toEqual(rows);
    }),
  );
});

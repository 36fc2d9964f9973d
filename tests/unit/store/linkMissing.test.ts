import { expect, test } from "vitest";
import { missingInLink } from "../../../src/store/linkMissing.ts";
import { longestLinkedText } from "../../../src/store/urlCodec.ts";
import { held, shown } from "./states.ts";

test("a link of what it can carry misses nothing", () => {
  expect(missingInLink(shown)).toEqual([]);
  const text = "a".repeat(longestLinkedText);
  expect(missingInLink({ ...shown, text })).toEqual([]);
  // A sample is named, however long it is.
  expect(missingInLink({ ...shown, text: `${text}a`, view: { ...shown.view, sample: "moby-dick" } })).toEqual([]);
});

test("what a link can't carry is named: long text, own file, own model, kept reference", () => {
  const text = "a".repeat(longestLinkedText + 1);
  expect(missingInLink({ ...shown, text })).toEqual([
    { what: "text", characters: longestLinkedText + 1, most: longestLinkedText },
  ]);
  const options = { array: null, dropNotFinite: false };
  const vectors = (name: string) => ({ id: 1, files: [new File([], name)], options });
  expect(missingInLink({ ...shown, vectors: vectors("own.npy") })).toEqual([{ what: "file", name: "own.npy" }]);
  const digits = { ...shown, view: { ...shown.view, sample: "digits" } };
  expect(missingInLink({ ...digits, vectors: vectors("digits.npz") })).toEqual([]);
  const source = { from: "files", name: "mine", files: [], inner: {} } as const;
  expect(missingInLink({ ...shown, models: { ...shown.models, source } })).toEqual([{ what: "model", name: "mini" }]);
  expect(missingInLink({ ...shown, view: { ...shown.view, zeta: 0.2, reference: "kept" } })).toEqual([
    { what: "kept-reference" },
  ]);
});

test("a held run is named", () => {
  expect(missingInLink(held)).toEqual([{ what: "held-run" }]);
});

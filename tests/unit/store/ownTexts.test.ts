import { expect, test } from "vitest";
import { firstWords, withEdited, withOwnText } from "../../../src/store/ownTexts.ts";

test("the latest comes first, each once, and an empty text is none", () => {
  expect(withOwnText(["a", "b"], "b")).toEqual(["b", "a"]);
  expect(withOwnText(["a"], " \n")).toEqual(["a"]);
});

test("the oldest give way to the number and the size of them", () => {
  const many = Array.from({ length: 20 }, (_, i) => `text ${i}`).reduce<readonly string[]>(withOwnText, []);
  expect(many).toHaveLength(8);
  expect(many[0]).toBe("text 19");
  const large = "x".repeat(700_000);
  expect(withOwnText(["small", large], `${large}y`)).toEqual([`${large}y`, "small"]);
  expect(withOwnText([], "x".repeat(2_000_000))).toHaveLength(1);
});

test("an edited text takes the place of what it was, but emptied it can be had back", () => {
  expect(withEdited(["cat", "dog"], "cat", "cats")).toEqual(["cats", "dog"]);
  expect(withEdited(["cat", "dog"], "cat", "")).toEqual(["cat", "dog"]);
});

test("a text is named by its first words", () => {
  expect(firstWords("The cat sat.\nA dog ran.")).toBe("The cat sat.");
  expect(firstWords("The cat sat on the warm stone wall all day.")).toBe("The cat sat on the warm stone …");
  expect(firstWords("x".repeat(50))).toBe(`${"x".repeat(32)} …`);
});

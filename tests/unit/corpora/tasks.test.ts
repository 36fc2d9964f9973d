import { describe, expect, test } from "vitest";
import { namesACategory } from "../../../src/corpora/packages/categoryDefinitions.ts";
import { lettersOf } from "../../../src/corpora/packages/lettersOf.ts";
import { sampleList } from "../../../src/corpora/sampleList.ts";
import { opinions } from "../../../src/corpora/samples/opinions.ts";
import { opinionsByKind } from "../../../src/corpora/tasks/sentiment.ts";
import { loadTask } from "../../../src/corpora/tasks/loadTask.ts";
import { isTaskId, taskIds, taskList } from "../../../src/corpora/tasks/taskList.ts";

function wordsIn(text: string): number {
  return text.split(/\s+/).length;
}

/** The share of items for which something holds. */
function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length / items.length;
}

test("the list and the identifiers name the same tasks, each once", () => {
  expect(taskList.map(({ id }) => id)).toEqual([...taskIds]);
  expect(new Set(taskIds).size).toBe(taskIds.length);
  expect(isTaskId("sentiment")).toBe(true);
  expect(isTaskId("no-such-task")).toBe(false);
});

describe.each(taskList)("task $id", ({ id, count, classes }) => {
  test("has the rows and the classes that the list promises, as many of each class", async () => {
    const task = await loadTask(id);
    expect(task.rows).toHaveLength(count);
    expect(task.classes).toEqual(classes);
    for (const name of classes)
      expect(task.rows.filter(({ label }) => label === name)).toHaveLength(count / classes.length);
  });

  test("repeats no text, not even with other marks or figures, and has no blank or overlong one", async () => {
    const texts = (await loadTask(id)).rows.map(({ text }) => text);
    expect(new Set(texts.map(lettersOf)).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/[\n\r\t\u2028]|\s{2}/);
      expect(text.length).toBeLessThanOrEqual(200);
    }
  });
});

test("no definition names a category, in any form of the word", async () => {
  expect(
    ["the act of giving", "state of mind", "acting", "food for animals", "communicates"].every(namesACategory),
  ).toBe(true);
  expect(["an actor", "a statesman", "the active ingredient of it"].some(namesACategory)).toBe(false);
  expect((await loadTask("definitions")).rows.filter(({ text }) => namesACategory(text))).toEqual([]);
});

describe("the opinions", () => {
  const kinds = Object.entries(opinionsByKind).flatMap(([label, byKind]) =>
    Object.entries(byKind).map(([kind, texts]) => ({ label, kind, texts: texts as readonly string[] })),
  );
  const texts = kinds.flatMap((kind) => kind.texts);

  test("contain the sample, which has no sentence of its own", async () => {
    const { rows } = await loadTask("sentiment");
    const labels = new Map(rows.map(({ text, label }) => [text, label]));
    for (const label of ["positive", "negative"] as const) {
      for (const text of opinions[label]) expect(labels.get(text)).toBe(label);
    }
    expect(sampleList.find(({ id }) => id === "opinions")!.count).toBe(
      opinions.positive.length + opinions.negative.length,
    );
  });

  test("are as many of each kind on both sides", () => {
    const counts = (label: string): number[] =>
      kinds.filter((kind) => kind.label === label).map((kind) => kind.texts.length);
    expect(counts("positive")).toEqual(counts("negative"));
  });

  test("hold out a fifth of each kind in each class, the same one each time", async () => {
    const first = (await loadTask("sentiment")).rows;
    expect((await loadTask("sentiment")).rows).toEqual(first);
    const heldOut = new Set(first.filter((row) => row.heldOut).map(({ text }) => text));
    for (const kind of kinds) {
      const count = kind.texts.filter((text) => heldOut.has(text)).length;
      expect(Math.abs(count - kind.texts.length / 5), `${kind.label} ${kind.kind}`).toBeLessThan(1);
    }
    expect(heldOut.size).toBe(texts.length / 5);
  });

  test("vary in length: about two in five are longer than ten words, some have at most five and some eighteen or more", () => {
    const longer = share(texts, (text) => wordsIn(text) > 10);
    expect(longer).toBeGreaterThan(0.35);
    expect(longer).toBeLessThan(0.5);
    expect(share(texts, (text) => wordsIn(text) <= 5)).toBeGreaterThan(0.04);
    expect(texts.filter((text) => wordsIn(text) >= 18).length).toBeGreaterThanOrEqual(20);
  });

  test("are hard to read by words alone: enough negation, irony and mixed feelings, on both sides alike", () => {
    const negation = /\b(?:not|no|never|nobody|none|nothing|without|hardly|cannot)\b|n't\b/i;
    for (const label of ["positive", "negative"]) {
      const own = kinds.filter((kind) => kind.label === label);
      const all = own.flatMap((kind) => kind.texts);
      expect(share(all, (text) => negation.test(text))).toBeGreaterThan(0.15);
      const negated = own.find(({ kind }) => kind === "negated")!.texts;
      for (const text of negated) expect(text).toMatch(negation);
      expect(own.find(({ kind }) => kind === "ironic")!.texts.length / all.length).toBeGreaterThan(0.07);
      expect(own.find(({ kind }) => kind === "mixed")!.texts.length / all.length).toBeGreaterThan(0.1);
    }
  });

  test("are no pairs of opposites: few sentences have the same beginning as one of the other side", () => {
    const openings = (label: string): string[] =>
      kinds
        .filter((kind) => kind.label === label)
        .flatMap((kind) => kind.texts.map((text) => text.toLowerCase().split(/\s+/).slice(0, 4).join(" ")));
    const positive = new Set(openings("positive"));
    expect(share(openings("negative"), (opening) => positive.has(opening))).toBeLessThan(0.12);
  });

  test("follow no template: few begin with the same three words", () => {
    const openings = new Map<string, number>();
    for (const text of texts) {
      const opening = text.toLowerCase().split(/\s+/).slice(0, 3).join(" ");
      openings.set(opening, (openings.get(opening) ?? 0) + 1);
    }
    expect(Math.max(...openings.values())).toBeLessThanOrEqual(6);
  });
});

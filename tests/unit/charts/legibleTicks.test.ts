import { expect, test } from "vitest";
import { legibleTicks } from "../../../src/charts/frame/legibleTicks.ts";

const evenly = (spacing: number, texts: readonly string[]) =>
  texts.map((text, index) => ({ value: index, at: 100 - spacing * index, text }));
const textsOf = (spacing: number, texts: readonly string[]) =>
  legibleTicks(evenly(spacing, texts), () => 14).map(({ text }) => text);

test("all stay where there is room", () => {
  expect(textsOf(14, ["0", "0.1", "0.2", "0.3"])).toEqual(["0", "0.1", "0.2", "0.3"]);
});

test("where there is less, every second or third stays, evenly spaced", () => {
  expect(textsOf(8, ["0", "0.1", "0.2", "0.3", "0.4"])).toEqual(["0", "0.2", "0.4"]);
  expect(textsOf(5, ["0", "0.1", "0.2", "0.3", "0.4"])).toEqual(["0", "0.3"]);
  expect(textsOf(1, ["0", "0.1", "0.2"])).toEqual(["0"]);
});

test("what a tick says is said once", () => {
  expect(textsOf(40, ["1", "1", "0.999"])).toEqual(["1", "0.999"]);
});

test("a wide label takes more room than a narrow one", () => {
  const ticks = evenly(30, ["0", "100,000", "200,000"]);
  expect(legibleTicks(ticks, (text) => 6 * text.length + 8).map(({ text }) => text)).toEqual(["0", "200,000"]);
});

test("no ticks are none", () => {
  expect(legibleTicks([], () => 14)).toEqual([]);
});

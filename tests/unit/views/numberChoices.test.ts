import { expect, test } from "vitest";
import { numberChoices } from "../../../src/views/lab/numberChoices.ts";

test("a value that is not among the usual ones is offered, where it belongs", () => {
  expect(numberChoices([1, 20, 150], 50)).toEqual([1, 20, 50, 150]);
  expect(numberChoices([1, 20, 150], 600)).toEqual([1, 20, 150, 600]);
});

test("a usual value is offered once", () => {
  expect(numberChoices([1, 20, 150], 20)).toEqual([1, 20, 150]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { distinctRows } from "../../../src/geometry/distinctRows.ts";

const rows = fc.array(fc.array(fc.constantFrom(0, 1, 0.1, -3e38), { minLength: 3, maxLength: 3 }), {
  minLength: 0,
  maxLength: 40,
});

test.each([Float32Array, Float64Array])("two rows are of one kind if all their numbers are equal, in %o", (Type) => {
  fc.assert(
    fc.property(rows, (made) => {
      const { first, kind } = distinctRows({ values: Type.from(made.flat()), n: made.length, d: 3 });
      const texts = made.map((row) => row.join());
      const distinct = [...new Set(texts)];
      expect(Array.from(kind)).toEqual(texts.map((text) => distinct.indexOf(text)));
      expect(Array.from(first)).toEqual(distinct.map((text) => texts.indexOf(text)));
    }),
    { numRuns: 100, seed: 1 },
  );
});

test("rows of no numbers are all one", () => {
  expect(distinctRows({ values: new Float64Array(0), n: 3, d: 0 }).first).toHaveLength(1);
});

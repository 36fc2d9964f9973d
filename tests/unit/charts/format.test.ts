import { expect, test } from "vitest";
import { formatNumber, formatShare } from "../../../src/charts/format.ts";

test.each([
  [0, "0"],
  [1, "1.00"],
  [0.14326, "0.143"],
  [12.345, "12.3"],
  [123.45, "123"],
  [12345.6, "12,346"],
  [-0.5, "−0.500"],
  [0.00123, "0.00123"],
  [0.0000123, "1.23·10⁻⁵"],
  [2.5e7, "2.50·10⁷"],
])("%d reads %s", (value, text) => expect(formatNumber(value)).toBe(text));

test.each([
  [0.5, "50 %"],
  [0.0512, "5.1 %"],
  [0.00512, "0.51 %"],
  [1, "100 %"],
  [-0.02, "−2.0 %"],
])("a share of %d reads %s", (share, text) => expect(formatShare(share)).toBe(text));

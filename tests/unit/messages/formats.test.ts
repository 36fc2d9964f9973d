import { expect, test } from "vitest";
import { createFormats } from "../../../src/messages/formats.ts";

const formats = createFormats("en");

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
])("%d reads %s", (value, text) => expect(formats.number(value)).toBe(text));

test.each([
  [0.5, "50 %"],
  [0.0512, "5.1 %"],
  [0.00512, "0.51 %"],
  [1, "100 %"],
  [-0.02, "−2.0 %"],
])("a share of %d reads %s", (share, text) => expect(formats.share(share)).toBe(text));

test("another language has its own decimal sign and separators", () => {
  const german = createFormats("de");
  expect(german.number(0.14326)).toBe("0,143");
  expect(german.number(12345.6)).toBe("12.346");
  expect(german.number(-0.0000123)).toBe("−1,23·10⁻⁵");
  expect(german.share(0.0512)).toBe("5,1 %");
  expect(german.setting(0.25)).toBe("0,25");
  expect(german.fixed(0.5, 3)).toBe("0,500");
  expect(german.count(12345)).toBe("12.345");
});

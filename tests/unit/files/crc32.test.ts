import { expect, test } from "vitest";
import { crc32 } from "../../../src/files/crc32.ts";

test("the checksum of 123456789 is the standard's check value, whole and in parts", () => {
  const bytes = new TextEncoder().encode("123456789");
  expect(crc32(bytes)).toBe(0xcbf43926);
  for (let at = 0; at <= bytes.length; at++)
    expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

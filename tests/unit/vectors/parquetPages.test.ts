import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { boundedCompressors, checkPacked } from "../../../src/vectors/parquetPacking.ts";
import { checkDelta, checkRuns, PageError } from "../../../src/vectors/parquetRuns.ts";

const place = (...bytes: number[]) => ({ bytes: Uint8Array.from(bytes), offset: 0 });

describe("runs", () => {
  test("of a value, and groups of eight, give as many as are said", () => {
    // Three times 1; then eight values of one bit, 0b00000101.
    expect(checkRuns(place(6, 1), 1, 3, 1)).toBe(3);
    expect(checkRuns(place(3, 0b101), 1, 8, 1)).toBe(2);
    expect(checkRuns(place(6, 1, 3, 0b101), 1, 6, 1)).toBe(5);
  });

  test.each([
    ["a run of 2²⁷ values where three are left", [0x80, 0x80, 0x80, 0x80, 1, 1], 3],
    ["a group of 16 where three are left", [5, 0, 0], 3],
    ["a run of none", [0, 1], 3],
    ["bytes that end before the values", [4, 1], 3],
    ["a length without an end", [0xff, 0xff, 0xff, 0xff, 0xff, 1], 3],
  ])("%s are refused", (_, bytes, count) => {
    expect(() => checkRuns(place(...bytes), 1, count)).toThrow(PageError);
  });
});

describe("delta-packed numbers", () => {
  test("begin with blocks that divide into miniblocks, and their count", () => {
    expect(() => checkDelta(place(0x80, 1, 4, 5, 2), 5)).not.toThrow();
  });

  test.each([
    ["no miniblocks, which never come to an end", [0x80, 1, 0, 5, 2]],
    ["miniblocks of no whole bytes", [0x80, 1, 32, 5, 2]],
    ["another count", [0x80, 1, 4, 6, 2]],
    ["no first value", [0x80, 1, 4, 5]],
  ])("with %s are refused", (_, bytes) => {
    expect(() => checkDelta(place(...bytes), 5)).toThrow(PageError);
  });
});

describe("packed bytes", () => {
  const content = new TextEncoder().encode("isotropy ".repeat(5000));
  const { BROTLI: brotli, ZSTD: zstd } = boundedCompressors();

  test("unpack to what they were", () => {
    expect(brotli!(brotliCompressSync(content), content.length)).toEqual(content);
  });

  test("that unpack to more than the header says are refused", async () => {
    expect(() => brotli!(brotliCompressSync(content), 1000)).toThrow(PageError);
    await expect(checkPacked("GZIP", gzipSync(content), 1000)).rejects.toThrow(PageError);
    await expect(checkPacked("GZIP", gzipSync(content), content.length)).resolves.toBeUndefined();
  });

  test("cut or changed gzip is refused", async () => {
    const packed = Uint8Array.from(gzipSync(content));
    await expect(checkPacked("GZIP", packed.subarray(0, 40), content.length)).rejects.toThrow(PageError);
    packed[packed.length - 6] ^= 1;
    await expect(checkPacked("GZIP", packed, content.length)).rejects.toThrow(PageError);
  });

  test("a zstd frame that names another size, or a window of gigabytes, is refused", () => {
    const magic = [0x28, 0xb5, 0x2f, 0xfd];
    expect(() => zstd!(Uint8Array.from([...magic, 0xa0, 0xff, 0xff, 0xff, 0x7f, 0, 0]), 8)).toThrow(PageError);
    expect(() => zstd!(Uint8Array.from([...magic, 0, 0xb0, 0, 0, 0]), 8)).toThrow(PageError);
  });

  test("cut brotli comes to an end", () => {
    expect(() => brotli!(brotliCompressSync(content).subarray(0, 12), content.length)).toThrow();
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBFloat16, decodeFloat16, encodeFloat16, float16Bits } from "../../../src/encoder/float16.ts";

const everyHalf = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
const everyValue = decodeFloat16(everyHalf);

test("known halves decode to their values", () => {
  const known: [number, number][] = [
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ];
  for (const [bits, value] of known) expect(everyValue[bits]).toBe(value);
  expect(Object.is(everyValue[0x8000], -0)).toBe(true);
  expect(everyValue[0x7e00]).toBeNaN();
});

test("every half survives a round trip, but for the payload of NaN", () => {
  const again = encodeFloat16(everyValue);
  for (let bits = 0; bits < 65536; bits++) {
    if (Number.isNaN(everyValue[bits])) expect(again[bits] & 0x7fff).toBe(0x7e00);
    else expect(again[bits]).toBe(bits);
  }
});

test("a float is rounded to the nearest half, a tie to the even one", () => {
  const finite = fc.integer({ min: 0, max: 0x477fefff });
  fc.assert(
    fc.property(finite, fc.boolean(), (bits, negative) => {
      const magnitude = new Float32Array(Uint32Array.of(bits).buffer)[0];
      const half = float16Bits(negative ? -magnitude : magnitude);
      expect(half >> 15).toBe(negative ? 1 : 0);
      const index = half & 0x7fff;
      const error = Math.abs(everyValue[index] - magnitude);
      for (const neighbour of [index - 1, index + 1]) {
        if (neighbour < 0 || neighbour > 0x7bff) continue;
        const other = Math.abs(everyValue[neighbour] - magnitude);
        expect(error).toBeLessThanOrEqual(other);
        if (error === other) expect(index % 2).toBe(0);
      }
    }),
    { numRuns: 20_000, seed: 16 },
  );
});

test("the edges of the range round as IEEE 754 asks", () => {
  expect(float16Bits(65519.996)).toBe(0x7bff);
  expect(float16Bits(65520)).toBe(0x7c00);
  expect(float16Bits(2 ** -25)).toBe(0);
  expect(float16Bits(2 ** -25 * 1.0001)).toBe(1);
  expect(float16Bits(3 * 2 ** -25)).toBe(2);
});

test("a bfloat16 is the upper half of a float32", () => {
  expect([...decodeBFloat16(Uint16Array.of(0x3f80, 0xc000, 0x7f80, 0x3eab))]).toEqual([1, -2, Infinity, 0.333984375]);
});

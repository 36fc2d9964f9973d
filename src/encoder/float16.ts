/**
 * Half precision (IEEE 754 binary16) and bfloat16 to and from single precision.
 * A half has 1 sign, 5 exponent and 10 mantissa bits; a bfloat16 is the upper half of a float32.
 */

const floatBits = new Float32Array(1);
const integerBits = new Uint32Array(floatBits.buffer);

/** Value of one half, exactly. */
function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

let halfTable: Float32Array | undefined;

/** All 65,536 halves; one look-up is faster than any bit work, and the table is only 256 KB. */
function allHalves(): Float32Array {
  halfTable ??= Float32Array.from({ length: 65536 }, (_, half) => halfToNumber(half));
  return halfTable;
}

/** Halves (little-endian bit patterns) to float32, exactly. The result has the length of the input. */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  const table = allHalves();
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i]];
  return values;
}

/** Bfloat16 bit patterns to float32, exactly. */
export function decodeBFloat16(bits: Uint16Array): Float32Array {
  const words = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) words[i] = bits[i] << 16;
  return new Float32Array(words.buffer);
}

/** Bit pattern of the half nearest to a float32; a tie goes to the even mantissa, overflow to ±Infinity. */
export function float16Bits(value: number): number {
  floatBits[0] = value;
  const bits = integerBits[0];
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Subnormal half: a multiple of 2⁻²⁴. Scaling is exact, so rounding the quotient to even rounds the value.
    const quotient = Math.abs(floatBits[0]) * 2 ** 24;
    const floor = Math.floor(quotient);
    const rest = quotient - floor;
    return sign | (floor + (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? 1 : 0));
  }
  // Drop 13 mantissa bits; the carry of the rounding runs into the exponent, which is what rounding up needs.
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

/** Float32 values to halves, rounded to nearest even. */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = float16Bits(values[i]);
  return halves;
}

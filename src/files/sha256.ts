/**
 * SHA-256 (FIPS 180-4) of bytes that come piece by piece. The browser's own takes everything at once, which a large file
 * does not fit into, and is absent on pages without a secure context.
 */

const primes = firstPrimes(64);
const roundConstants = Int32Array.from(primes, (prime) => fractionBits(Math.cbrt(prime)));
const initialState = Int32Array.from(primes.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));
const blockBytes = 64;

export class Sha256 {
  private readonly state = initialState.slice();
  private readonly words = new Int32Array(64);
  private readonly pending = new Uint8Array(blockBytes);
  private pendingBytes = 0;
  private bytes = 0;

  /** Takes the next bytes in. */
  update(piece: Uint8Array): this {
    this.bytes += piece.length;
    let start = 0;
    if (this.pendingBytes > 0) {
      start = Math.min(piece.length, blockBytes - this.pendingBytes);
      this.pending.set(piece.subarray(0, start), this.pendingBytes);
      this.pendingBytes += start;
      if (this.pendingBytes < blockBytes) return this;
      this.compress(this.pending, 0);
      this.pendingBytes = 0;
    }
    for (; start + blockBytes <= piece.length; start += blockBytes) this.compress(piece, start);
    this.pending.set(piece.subarray(start));
    this.pendingBytes = piece.length - start;
    return this;
  }

  /** The digest in hexadecimal. Nothing can be taken in afterwards. */
  digest(): string {
    const bits = this.bytes * 8;
    const padding = new Uint8Array((this.pendingBytes + 8 < blockBytes ? 1 : 2) * blockBytes - this.pendingBytes);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits % 2 ** 32);
    this.update(padding);
    return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  private compress(bytes: Uint8Array, at: number): void {
    const { state, words: w } = this;
    const k = roundConstants;
    for (let i = 0; i < 16; i++) {
      const j = at + 4 * i;
      w[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!;
    }
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]!;
      const b = w[i - 2]!;
      const s0 = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3);
      const s1 = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10);
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
    }
    let a = state[0]!,
      b = state[1]!,
      c = state[2]!,
      d = state[3]!;
    let e = state[4]!,
      f = state[5]!,
      g = state[6]!,
      h = state[7]!;
    for (let i = 0; i < 64; i++) {
      const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i]! + w[i]!) | 0;
      const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits of the fractional part. */
function fractionBits(value: number): number {
  return Math.floor((value % 1) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

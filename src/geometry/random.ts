/**
 * Seeded random numbers, the same on every machine.
 *
 * xoshiro128** 1.1 (Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 2021), its state
 * filled from the seed by splitmix32, as its authors advise.
 */
export interface Random {
  /** A uniformly distributed integer in [0, 2³²). */
  integer(): number;
  /** A uniform deviate in [0, 1) with 53 random bits. */
  uniform(): number;
  /** A standard normal deviate (Box–Muller). */
  normal(): number;
}

/** A generator of random numbers. Equal seeds (read as 32-bit integers) give equal sequences. */
export function createRandom(seed: number): Random {
  const state = splitmix32(seed);
  let spareNormal: number | undefined;

  function integer(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotateLeft(state[3], 11);
    return scrambled;
  }

  function uniform(): number {
    return ((integer() >>> 5) * 0x4000000 + (integer() >>> 6)) / 0x20000000000000;
  }

  function normal(): number {
    if (spareNormal !== undefined) {
      const spare = spareNormal;
      spareNormal = undefined;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  return { integer, uniform, normal };
}

/**
 * The first `count` entries of a random permutation of 0 … n − 1 (Fisher–Yates): a sample without replacement, whose
 * every prefix is one too.
 *
 * @throws RangeError if count is above n.
 */
export function sampleWithoutReplacement(n: number, count: number, random: Random): Uint32Array {
  if (count > n) throw new RangeError(`cannot draw ${count} of ${n} without replacement`);
  const order = Uint32Array.from({ length: n }, (_, index) => index);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random.uniform() * (n - i));
    const swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
  return order.slice(0, count);
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function splitmix32(seed: number): Int32Array {
  const state = new Int32Array(4);
  let counter = seed | 0;
  for (let i = 0; i < 4; i++) {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = counter ^ (counter >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    state[i] = mixed ^ (mixed >>> 15);
  }
  return state;
}

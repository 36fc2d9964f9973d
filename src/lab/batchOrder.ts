/** Random orders of rows. */
import { sampleWithoutReplacement, type Random } from "../geometry/random.ts";

/** The rows in random order. */
export function shuffled(rows: Uint32Array, random: Random): Uint32Array {
  return sampleWithoutReplacement(rows.length, rows.length, random).map((index) => rows[index]);
}

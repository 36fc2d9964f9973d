/** Which point of the held cloud belongs to which on screen, and how the held one is turned to agree with it. Pure. */
import { alignSigns } from "../../geometry/pca.ts";
import { pairPoints, type NamedPoints, type Pairing } from "../../engine/pairing.ts";

export interface LinkedClouds {
  readonly pairing: Pairing;
  /** For each point on screen the held one, and the other way round; −1 where there is none. */
  readonly heldOf: Int32Array;
  readonly nowOf: Int32Array;
}

export function linkClouds(held: NamedPoints, now: NamedPoints): LinkedClouds {
  const pairing = pairPoints(held, now);
  const heldOf = new Int32Array(now.points.n).fill(-1);
  const nowOf = new Int32Array(held.points.n).fill(-1);
  if (pairing.kind === "paired") {
    pairing.first.forEach((heldPoint, i) => {
      heldOf[pairing.second[i]] = heldPoint;
      nowOf[heldPoint] = pairing.second[i];
    });
  }
  return { pairing, heldOf, nowOf };
}

/**
 * The held coordinates on one component, mirrored where that brings the pairs closer: signs of components are arbitrary.
 *
 * @param held a coordinate a held point.
 * @param now a coordinate a point on screen.
 */
export function alignedColumn(held: Float32Array, now: Float32Array, pairing: Pairing): Float32Array {
  if (pairing.kind === "unpaired") return held;
  const { first, second } = pairing;
  const [sign] = alignSigns(
    Float32Array.from(second, (point) => now[point]),
    Float32Array.from(first, (point) => held[point]),
    1,
  );
  return sign === 1 ? held : held.map((value) => -value);
}

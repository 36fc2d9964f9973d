/** Which row of the position table a token takes. */
import type { EncoderConfig } from "./config.ts";

/** The row of the position table for each token of a sentence. */
export function positionsOf(
  ids: ArrayLike<number>,
  { firstPosition, paddingToken }: Pick<EncoderConfig, "firstPosition" | "paddingToken">,
): Int32Array {
  const positions = new Int32Array(ids.length);
  let next = firstPosition;
  for (let token = 0; token < ids.length; token++)
    positions[token] = ids[token] === paddingToken ? paddingToken : next++;
  return positions;
}

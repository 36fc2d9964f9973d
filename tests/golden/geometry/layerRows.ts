/** Rows of a real layer (make_layer_rows.ts): tokens of sentences in the order of a novel. */
import { readFileSync } from "node:fs";

/** What there is of each sentence. */
export const LAYER_ROWS = { tokensEach: 4, dimensions: 36 };

/** Coordinates, rows of 36, four rows a sentence. */
export function readLayerRows(): Int8Array {
  return new Int8Array(readFileSync(new URL("layer_rows.bin", import.meta.url)));
}

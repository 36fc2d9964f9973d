import type { LabelledRow } from "../corpora/labelledRows.ts";
import { canHash, sha256 } from "../encoder/sha256.ts";

/** SHA-256, in hexadecimal, of texts, labels and marks of rows; empty where the browser computes none. */
export async function hashRows(rows: readonly LabelledRow[]): Promise<string> {
  if (!canHash()) return "";
  const written = JSON.stringify(rows.map(({ text, label, heldOut }) => [text, label, heldOut === true]));
  return sha256(new TextEncoder().encode(written));
}

/** A name for a text that depends on nothing but its sentences. */
import { Sha256 } from "../files/sha256.ts";

/**
 * SHA-256, in hexadecimal, of the lines that are read from a text, as UTF-8 with one line feed between two lines: the same
 * on the page and on the command line, however the file ends its lines.
 */
export function textHash(lines: readonly string[]): string {
  const hash = new Sha256();
  const encoder = new TextEncoder();
  lines.forEach((line, index) => hash.update(encoder.encode(index === 0 ? line : `\n${line}`)));
  return hash.digest();
}

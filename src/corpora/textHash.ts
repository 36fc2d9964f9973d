/** A name for a text that depends on nothing but its sentences. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-256, in hexadecimal, of the lines that are read from a text, as UTF-8 with one line feed between two lines: the same
 * on the page and on the command line, however the file ends its lines. Works without a secure context too.
 */
export function textHash(lines: readonly string[]): string {
  const hash = sha256.create();
  lines.forEach((line, index) => hash.update(utf8ToBytes(index === 0 ? line : `\n${line}`)));
  return bytesToHex(hash.digest());
}

/** Names a file by its content, for reports. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { streamOf, type ByteSource } from "./byteSource.ts";

export interface FileReport {
  readonly name: string;
  readonly bytes: number;
  /** Of the whole file, in hexadecimal, as sha256sum prints it. */
  readonly sha256: string;
}

/**
 * Piece by piece: the browser's own digest takes a file whole, which a large one does not fit into.
 *
 * @throws the platform's own error if the file can't be read any more.
 */
export async function reportFile(source: ByteSource): Promise<FileReport> {
  const hash = sha256.create();
  for await (const piece of streamOf(source, 0, source.size)) hash.update(piece);
  return { name: source.name, bytes: source.size, sha256: bytesToHex(hash.digest()) };
}

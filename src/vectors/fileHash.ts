/** Names a file by its content, for reports. */
import { Sha256 } from "../files/sha256.ts";
import { streamOf, type ByteSource } from "./byteSource.ts";

export interface FileReport {
  readonly name: string;
  readonly bytes: number;
  /** Of the whole file, in hexadecimal, as sha256sum prints it. */
  readonly sha256: string;
}

/** @throws the platform's own error if the file can't be read any more. */
export async function reportFile(source: ByteSource): Promise<FileReport> {
  const hash = new Sha256();
  for await (const piece of streamOf(source, 0, source.size)) hash.update(piece);
  return { name: source.name, bytes: source.size, sha256: hash.digest() };
}

/** Reads the files of vectors that the page opens, and keeps the last ones, so that another seed need not read again. */
import { blobSource } from "../vectors/byteSource.ts";
import { readVectors } from "../vectors/readVectors.ts";
import { mostValueBytes, type VectorCloud } from "../vectors/vectorCloud.ts";
import type { Reply } from "./latestWins.ts";
import type { VectorFiles } from "./protocol/vectors.ts";

export class VectorFilesReader {
  private kept: { readonly of: VectorFiles; readonly cloud: VectorCloud } | undefined;

  /** Gives the memory back. */
  forget(): void {
    this.kept = undefined;
  }

  /**
   * The cloud of these files.
   * @param release called before reading if the old cloud and the new one together may not fit in memory: whoever
   *   else holds the old one has to let it go.
   * @throws InputError, DOMException if a file can't be read any more, the signal's reason when withdrawn.
   */
  async read(
    wanted: VectorFiles,
    { progress, signal }: Pick<Reply, "progress" | "signal">,
    release: () => void,
  ): Promise<VectorCloud> {
    if (this.kept !== undefined && isSame(this.kept.of, wanted)) return this.kept.cloud;
    const coming = wanted.files.reduce((sum, { size }) => sum + size, 0);
    if (bytesOf(this.kept?.cloud) + coming > mostValueBytes) {
      this.forget();
      release();
    }
    const cloud = await readVectors(
      wanted.files.map((file) => blobSource(file.name, file)),
      { options: wanted.options, onProgress: (done, total) => progress("read", done, total) },
    );
    signal.throwIfAborted();
    this.kept = { of: wanted, cloud };
    return cloud;
  }
}

function isSame(a: VectorFiles, b: VectorFiles): boolean {
  return a.id === b.id && a.options.array === b.options.array && a.options.dropNotFinite === b.options.dropNotFinite;
}

function bytesOf(cloud: VectorCloud | undefined): number {
  return cloud?.layers.reduce((sum, { cloud: { values } }) => sum + values.byteLength, 0) ?? 0;
}

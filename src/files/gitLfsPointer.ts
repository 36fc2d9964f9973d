/**
 * The pointer that Git leaves in place of a large file where Git LFS has not fetched it: three short lines of text.
 * Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */

/** Longer than any pointer. */
const longestPointer = 1024;

const firstLine = "version https://git-lfs.github.com/spec/";

/**
 * Bytes of the file that a pointer stands for, 0 if it does not say; undefined if this is no pointer.
 * @param head the first bytes of a file, 256 of them if there are as many.
 */
export function gitLfsPointer(head: Uint8Array): number | undefined {
  if (head[0] !== firstLine.charCodeAt(0)) return undefined;
  const text = new TextDecoder().decode(head.subarray(0, longestPointer));
  if (!text.startsWith(firstLine)) return undefined;
  return Number(/^size (\d{1,15})$/m.exec(text)?.[1] ?? 0);
}

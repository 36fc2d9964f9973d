/** What is wrong with a file of any kind, as a sentence. */

/** @param file its name; empty for text without one. */
export function gitLfsPointerText(file: string): string {
  return `${file === "" ? "This" : file} is a Git LFS pointer, not the file itself; run git lfs pull in its repository, then open the file again.`;
}

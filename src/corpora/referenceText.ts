/**
 * Loads the built-in reference text of Σ_S: at least 20,000 tokens of the default model, none of its lines in a sample.
 *
 * @throws the browser's own error if its file can't be fetched.
 */
export async function loadReferenceText(): Promise<string[]> {
  const { lines } = (await import("virtual:corpora/reference")).default;
  return lines.map(({ text }) => text);
}

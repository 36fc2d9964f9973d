/** IsoScore as published, through normalised eigenvalues and the isotropy defect: the reference of the closed form. */

/**
 * Steps 3 to 5 of arXiv 2305.19358, from the eigenvalues of Σ_ζ.
 *
 * @param roots √d, √(2 (d − √d)) and d − √d; a package that has them in single precision gets another score.
 */
export function publishedIsoScore(
  eigenvalues: Float64Array,
  [root, largestDefect, gap]: readonly number[] = exactRoots(eigenvalues.length),
): number {
  const d = eigenvalues.length;
  const norm = Math.sqrt(eigenvalues.reduce((sum, value) => sum + value * value, 0));
  const distance = Math.sqrt(eigenvalues.reduce((sum, value) => sum + ((value * root) / norm - 1) ** 2, 0));
  const defect = distance / largestDefect;
  return ((d - defect ** 2 * gap) ** 2 - d) / (d * (d - 1));
}

function exactRoots(d: number): readonly number[] {
  const root = Math.sqrt(d);
  return [root, Math.sqrt(2 * (d - root)), d - root];
}

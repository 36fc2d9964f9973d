/**
 * The spectrum that chance alone gives: the sample covariance of an isotropic Gaussian cloud has no equal eigenvalues.
 * For n, d → ∞ with γ = d / (n − 1) fixed and Σ = I they follow the law of Marchenko & Pastur (1967), with density
 *
 *     √((b − x)(x − a)) / (2π γ x)  on [a, b] = [(1 − √γ)², (1 + √γ)²],   and a mass of 1 − 1/γ at 0 for γ > 1.
 */

/** Points of the table of the distribution function. */
const TABLE = 4096;

/**
 * The expected eigenvalues, descending, of an isotropic Gaussian cloud with n points, d dimensions and this trace: the
 * quantiles of the Marchenko–Pastur law at (j − ½) / count, count = min(d, n − 1), then zeros, scaled to the trace. For
 * n, d ≥ 50 each is within 4 % of λ₁ of the simulated mean; the law is one for large n and d.
 *
 * @returns d numbers; all 0 if n < 2.
 */
export function nullSpectrum(n: number, d: number, trace: number): Float64Array {
  const spectrum = new Float64Array(d);
  const m = n - 1;
  const count = Math.min(d, m);
  if (count < 1) return spectrum;
  // For d > m the positive part is, up to scale, that of m dimensions and d degrees of freedom.
  const root = Math.sqrt(count / Math.max(d, m));
  const { angles, masses } = distributionTable(root);
  let at = 0;
  let sum = 0;
  for (let j = count; j >= 1; j--) {
    const target = 1 - (j - 0.5) / count;
    while (at < TABLE - 1 && masses[at + 1] < target) at++;
    const fraction = (target - masses[at]) / (masses[at + 1] - masses[at]);
    const angle = angles[at] + fraction * (angles[at + 1] - angles[at]);
    spectrum[j - 1] = eigenvalueAt(root, angle);
    sum += spectrum[j - 1];
  }
  return spectrum.map((value) => (value * trace) / sum);
}

/** The support, run through from a to b as the angle goes from 0 to π: x = 1 + γ − 2√γ cos θ. */
function eigenvalueAt(root: number, angle: number): number {
  return 1 + root * root - 2 * root * Math.cos(angle);
}

/** The distribution function over the angle, where its density 2 sin²θ / (π x) is smooth (γ ≤ 1). */
function distributionTable(root: number): { angles: Float64Array; masses: Float64Array } {
  const angles = Float64Array.from({ length: TABLE + 1 }, (_, i) => (Math.PI * i) / TABLE);
  const masses = new Float64Array(TABLE + 1);
  const density = (angle: number): number => Math.sin(angle) ** 2 / eigenvalueAt(root, angle);
  for (let i = 1; i <= TABLE; i++) masses[i] = masses[i - 1] + density((angles[i - 1] + angles[i]) / 2);
  return { angles, masses: masses.map((mass) => mass / masses[TABLE]) };
}

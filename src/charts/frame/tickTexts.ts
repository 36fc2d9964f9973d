/** What the ticks of an axis say. Pure. */

/** A number in three significant digits, or with a fixed number of decimals. */
interface TickFormats {
  readonly number: (value: number) => string;
  readonly count: (value: number) => string;
  readonly fixed: (value: number, digits: number) => string;
}

/** Beyond these sizes numbers are written with a power of ten. */
const [smallest, largest] = [1e-3, 1e6];
/** The zeros of 2.00·10⁻⁴. */
const noise = /[.,]?0+·/;
/** A number of 64 bits has no more. */
const mostDecimals = 17;

/**
 * Each tick with as many decimals as it takes to tell what it is, the same for all; 0 has none.
 * @param values finite, as a scale of round numbers gives them.
 */
export function tickTexts(values: readonly number[], formats: TickFormats): string[] {
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const isPlain = sizes.length === 0 || (Math.max(...sizes) >= smallest && Math.max(...sizes) < largest);
  const short = values.map((value) => formats.number(value).replace(noise, "·"));
  if (!isPlain && new Set(short).size === new Set(values).size) return short;
  const spacing = Math.min(...values.slice(1).map((value, index) => Math.abs(value - values[index])), ...sizes);
  const isExact = (decimals: number) =>
    values.every((value) => Math.abs(Number(value.toFixed(decimals)) - value) < spacing / 1000);
  let decimals = 0;
  while (decimals < mostDecimals && !isExact(decimals)) decimals++;
  const write = (value: number) =>
    decimals === 0 ? formats.count(value).replace("-", "\u2212") : formats.fixed(value, decimals);
  return values.map((value) => (value === 0 ? "0" : write(value)));
}

/** Numbers as people read them: three significant digits, a true minus sign, no trailing noise. */

const minus = "\u2212";

/** Three significant digits; scientific only beyond 10⁶ or below 10⁻³. */
export function formatNumber(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text =
    size >= 1e6 || size < 1e-3
      ? scientific(value)
      : size >= 1000
        ? Math.round(value).toLocaleString("en")
        : value.toPrecision(3);
  return text.replace("-", minus);
}

function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential(2).split("e");
  const superscript = Array.from(String(Number(exponent)), (sign) => superscripts[sign] ?? sign).join("");
  return `${mantissa!}·10${superscript}`;
}

const superscripts: Record<string, string> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/** A share in [0, 1] as a percentage with three significant digits at most. */
export function formatShare(share: number): string {
  if (share === 0) return "0 %";
  const percent = 100 * share;
  const size = Math.abs(percent);
  if (size < 0.01) return `${Number(percent.toPrecision(1))} %`.replace("-", minus);
  const digits = size >= 10 ? 0 : size >= 1 ? 1 : 2;
  return `${percent.toFixed(digits).replace("-", minus)} %`;
}

/** A setting such as ζ: as many digits as it was set with, two at most. */
export function formatSetting(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** A whole number with thousands separators. */
export function formatCount(value: number): string {
  return value.toLocaleString("en");
}

/** Numbers as people read them: three significant digits, a true minus sign, no trailing noise. */

const minus = "\u2212";

/** How numbers are written in a language. */
export interface Formats {
  /** Three significant digits; scientific only beyond 10⁶ or below 10⁻³. */
  readonly number: (value: number) => string;
  /** A whole number with thousands separators. */
  readonly count: (value: number) => string;
  /** A share in [0, 1] as a percentage with three significant digits at most. */
  readonly share: (share: number) => string;
  /** A setting such as ζ: as many digits as it was set with, two at most. */
  readonly setting: (value: number) => string;
  /** A number with thousands separators and at most so many digits after the decimal sign. */
  readonly decimal: (value: number, mostDigits: number) => string;
  /** A number with so many digits after the decimal sign. */
  readonly fixed: (value: number, digits: number) => string;
}

/** @param locale a BCP 47 tag, such as "en". */
export function createFormats(locale: string): Formats {
  const whole = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { useGrouping: false }).formatToParts(0.5)[1]!.value;
  /** A number written by JavaScript, with the decimal sign of the language and a true minus sign. */
  const localised = (text: string) => text.replace(".", decimal).replace("-", minus);

  const scientific = (value: number) => {
    const [mantissa, exponent] = value.toExponential(2).split("e");
    const superscript = Array.from(String(Number(exponent)), (sign) => superscripts[sign] ?? sign).join("");
    return `${mantissa!}·10${superscript}`;
  };

  return {
    number: (value) => {
      if (value === 0) return "0";
      const size = Math.abs(value);
      if (size >= 1e6 || size < 1e-3) return localised(scientific(value));
      return size >= 1000 ? whole.format(Math.round(value)).replace("-", minus) : localised(value.toPrecision(3));
    },
    count: (value) => whole.format(value),
    share: (share) => {
      if (share === 0) return "0 %";
      const percent = 100 * share;
      const size = Math.abs(percent);
      if (size < 0.01) return `${localised(String(Number(percent.toPrecision(1))))} %`;
      const digits = size >= 10 ? 0 : size >= 1 ? 1 : 2;
      return `${localised(percent.toFixed(digits))} %`;
    },
    setting: (value) => localised(String(Number(value.toFixed(2)))),
    decimal: (value, mostDigits) => value.toLocaleString(locale, { maximumFractionDigits: mostDigits }),
    fixed: (value, digits) => localised(value.toFixed(digits)),
  };
}

const superscripts: Readonly<Record<string, string>> = {
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

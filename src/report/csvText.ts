/**
 * Comma-separated values as RFC 4180 has them, but with line feeds, as most programs write them.
 *
 * A text that a spreadsheet would take for a formula is written with an apostrophe before it: labels and sentences come
 * from files of any origin, and a formula may fetch an address or start a program. So that nothing is lost, a text that
 * has apostrophes before such a sign gets one more; one apostrophe less is the text as it was. Numbers stay as they are.
 */

export type CsvValue = string | number | boolean | null | undefined;

/** = + - @, their full-width forms, a tab and the ends of lines begin a formula or hide its beginning. */
const formulaStart = /^'*[=+\-@＝＋－＠\t\r\n]/;

/** Lines of a table, the last one ended too. */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [columns, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}

function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = formulaStart.test(value) ? `'${value}` : value;
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Room that the words round a chart take, in CSS pixels. All of it grows with the root font, and with the words. Pure. */

/** In parts of the root font size: widths of a digit and of any letter, and the height of a line. */
const [digit, letter, line] = [0.42, 0.4, 0.85];
/** Between a tick and its text, in pixels. */
const tickGap = 6;

/** Room that the text of a tick takes across. */
export function tickWidth(text: string, unit: number): number {
  return digit * unit * Array.from(text).length;
}

/** Height of a line of chart text. */
export function lineHeight(unit: number): number {
  return line * unit;
}

/** Left of a vertical axis: its widest tick, whole. @param texts of its ticks. */
export function leftMargin(texts: readonly string[], unit: number): number {
  return Math.ceil(Math.max(2 * digit * unit, ...texts.map((text) => tickWidth(text, unit))) + tickGap + 2);
}

/** Right of a chart whose lines are named at their ends. */
export function rightMargin(names: readonly string[], unit: number): number {
  return Math.ceil(Math.max(0, ...names.map((name) => letter * unit * Array.from(name).length)) + tickGap + 4);
}

/** Above a chart, for one line of words. */
export function topMargin(unit: number): number {
  return Math.ceil(8 + line * unit);
}

/** Below a horizontal axis. @param isLabelled true if its name stands below its ticks. */
export function bottomMargin(unit: number, isLabelled: boolean): number {
  return Math.ceil(4 + (isLabelled ? 1.95 : 1.1) * unit);
}

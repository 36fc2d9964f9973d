/** Size of the root font in CSS pixels, which may be the reader's own: the text of charts is written in parts of it. */
export function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/**
 * Labels that are likely meant to be one class: they differ only in case or blanks ("Positive", "positive "), or are the
 * same number (0 and 0.0, as where tables of whole and of other numbers were joined).
 */

function keyOf(label: string): string {
  const text = label.trim().replace(/\s+/g, " ").toLowerCase();
  return /^[+-]?\d{1,15}(?:\.\d*)?$/.test(text) ? String(Number(text)) : text;
}

export interface LabelSpellings {
  /** The class that each label, as it is written, stands for. */
  readonly classOf: ReadonlyMap<string, string>;
  /** Each set of spellings that differ only in case, blanks or how a number is written, the most frequent first. */
  readonly similar: readonly (readonly string[])[];
}

/**
 * Finds the spellings of each label. Blanks around a label go where nothing else is spelt so; similar spellings stay
 * classes of their own, or become one under the most frequent spelling if they are to be merged.
 */
export function spellingsOf(labels: readonly string[], merge: boolean): LabelSpellings {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const groups = new Map<string, string[]>();
  for (const label of counts.keys()) {
    const group = groups.get(keyOf(label));
    if (group === undefined) groups.set(keyOf(label), [label]);
    else group.push(label);
  }
  const classOf = new Map<string, string>();
  const similar: string[][] = [];
  for (const group of groups.values()) {
    const spellings = group.sort((a, b) => counts.get(b)! - counts.get(a)!);
    const one = merge || spellings.length === 1;
    for (const spelling of spellings) classOf.set(spelling, one ? spellings[0]!.trim() : spelling);
    if (spellings.length > 1) similar.push(spellings);
  }
  return { classOf, similar };
}

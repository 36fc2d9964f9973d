/** In which order classes get their colours: one that does not change with the unit of the points or a held run. Pure. */

/**
 * All names, the most frequent first and equally frequent ones by name. Those of the first list come first: another list,
 * such as of a run that is held beside, only adds names.
 */
export function rankedNames(...lists: readonly (readonly (string | undefined)[])[]): string[] {
  return [...new Set(lists.flatMap(byFrequency))];
}

function byFrequency(names: readonly (string | undefined)[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
}

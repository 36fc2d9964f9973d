/**
 * How deep values from JSON may be nested. A parser that holds no recursion reads 100,000 brackets, and whatever walks
 * through the value afterwards runs out of stack.
 */

/** Far above what any file that is read here needs. */
export const deepestNesting = 100;

/** True if a value from JSON is nested deeper than `levels`. A number or a text is nested in nothing: level 0. */
export function isNestedDeeper(value: unknown, levels = deepestNesting): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (isNestedDeeper(inner, levels - 1)) return true;
  return false;
}

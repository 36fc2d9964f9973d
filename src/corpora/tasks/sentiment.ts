/**
 * The rows of the task "sentiment": the opinions of the sample "opinions" and more of each side, a fifth of them held
 * out. The fifth is taken from each kind of sentence (overt, plain, negated, mixed, ironic) in each class, so that what
 * is learnt and what it is tried on are equally hard.
 */
import type { LabelledRow } from "../labelledRows.ts";
import { inSeededOrder } from "../packages/seededOrder.ts";
import { opinions } from "../samples/opinions.ts";
import { negative } from "./opinions/negative.ts";
import { positive } from "./opinions/positive.ts";

/** All opinions by class and kind; those of the sample are of all kinds. */
export const opinionsByKind = {
  negative: { sample: opinions.negative, ...negative },
  positive: { sample: opinions.positive, ...positive },
} as const;

const seed = 1;
const oneHeldOutIn = 5;

/** The rows, in an order that mixes classes and kinds. The same on every machine. */
export function sentimentRows(): LabelledRow[] {
  const rows = Object.entries(opinionsByKind).flatMap(([label, kinds]) =>
    Object.values(kinds).flatMap((texts: readonly string[]) =>
      inSeededOrder(texts, (text) => text, seed).map((text, index): LabelledRow =>
        index % oneHeldOutIn === 0 ? { text, label, heldOut: true } : { text, label },
      ),
    ),
  );
  return inSeededOrder(rows, ({ text }) => text, seed);
}

/** The supported architectures. A relative of BERT is added by a file in families and an entry here. */
import { albert } from "./families/albert.ts";
import { bert } from "./families/bert.ts";
import { distilbert } from "./families/distilbert.ts";
import { electra } from "./families/electra.ts";
import type { Family } from "./families/family.ts";
import { mpnet } from "./families/mpnet.ts";
import { roberta, xlmRoberta } from "./families/roberta.ts";

/** Every supported architecture, by the model_type of config.json. */
export const architectures = {
  bert,
  distilbert,
  albert,
  roberta,
  "xlm-roberta": xlmRoberta,
  camembert: xlmRoberta,
  mpnet,
  electra,
} as const satisfies Record<string, Family>;

export type ArchitectureName = keyof typeof architectures;

/** The family that an architecture belongs to. */
export function familyOf(architecture: ArchitectureName): Family {
  return architectures[architecture];
}

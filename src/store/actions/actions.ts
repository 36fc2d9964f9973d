/** All that can change the state. Views call these, and nothing else changes it. */
import { comparisonTransitions } from "./comparison.ts";
import { explorerTransitions } from "./explorer.ts";
import { labTransitions } from "./lab.ts";
import { modelTransitions } from "./models.ts";
import { actionsOf } from "./transition.ts";
import { vectorTransitions } from "./vectors.ts";
import { viewTransitions } from "./view.ts";

export const actions = actionsOf({
  ...viewTransitions,
  ...explorerTransitions,
  vectors: vectorTransitions,
  models: modelTransitions,
  comparison: comparisonTransitions,
  lab: labTransitions,
});

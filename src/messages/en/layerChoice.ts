/** Words for which layers of a model are shown. */
import type { LayerRule } from "../../engine/layerChoice.ts";

const rules: Record<LayerRule, string> = {
  all: "all",
  "every-second": "every second",
  "every-third": "every third",
  ends: "first and last",
};

export const layerChoiceWords = {
  label: "Layers",
  hint: "Fewer layers are measured sooner and leave memory for more of a long text; counted down from the last layer",
  rule: (rule: LayerRule) => rules[rule],
  /** What of its model a run shows, in few words. */
  ofRun: (numbers: readonly number[]) =>
    `layers ${(numbers.length > 5 ? [numbers[0], numbers[1], "…", numbers.at(-1)] : numbers).join(", ")}`,
  allLayers: "all layers",
  each: "each layer",
  these: (numbers: readonly number[]) => `layers ${numbers.join(", ")}`,
  description: (measure: string, layers: string, values: string) => `${measure} in ${layers}: ${values}.`,
};

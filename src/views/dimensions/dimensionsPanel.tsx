/** The panel of dimensions: variance and mean of each, outliers named. */
import type { LayerProfile } from "../../geometry/profile.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import { chosenLayer, shownLayer } from "../../store/selectors.ts";
import { definePanel } from "../panels/panel.ts";
import { Dimensions } from "./DimensionsView.tsx";
import { describeDimensions, dimensionsTable } from "./dimensionWords.ts";

interface DimensionsContent {
  /** The layer's number. */
  readonly layer: number;
  readonly profile: LayerProfile;
  /** Of the held run; null where none is held. */
  readonly held: LayerProfile | null;
}

export const dimensionsPanel = definePanel<DimensionsContent>({
  id: "dimensions",
  title: ({ dimensions }) => dimensions.title,
  read: (state) => {
    const { results } = state.engine;
    const shown = shownLayer(state);
    const index = results?.layers[shown] === undefined ? chosenLayer(state) : shown;
    const profile = results?.layers[index]?.profile;
    if (profile === undefined) return "measuring";
    const { held } = state.comparison;
    return { layer: layerNumber(results, index), profile, held: held?.results.layers[held.layer]?.profile ?? null };
  },
  describe: (messages, { layer, profile, held }) => describeDimensions(messages, layer, profile, held),
  table: (messages, { profile, held, layer }) => dimensionsTable(messages, profile, held, layer),
  View: ({ content, size }) => <Dimensions size={size} {...content} />,
});

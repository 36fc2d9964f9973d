/** The panel of the sample size: how scores depend on the number of points. */
import type { LayerProfile } from "../../geometry/profile.ts";
import type { SampleSizePoint } from "../../geometry/sampleSize.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import { chosenLayer } from "../../store/selectors.ts";
import { Pending } from "../page/Waiting.tsx";
import { definePanel } from "../panels/panel.ts";
import { SampleSize, sampleSizeTable } from "./SampleSizeView.tsx";

interface SampleSizeContent {
  /** The number of the layer chosen. */
  readonly layer: number;
  readonly curve: readonly SampleSizePoint[];
  readonly profile: LayerProfile;
  readonly zeta: number;
  /** False while the curve is of the layer that was chosen before. */
  readonly isCurrent: boolean;
}

export const sampleSizePanel = definePanel<SampleSizeContent>({
  id: "sample-size",
  title: ({ sampleSize }) => sampleSize.title,
  // Shrunk scores depend on ζ.
  question: (state) => ({
    id: "sample-size",
    ask: { layer: chosenLayer(state) },
    dependsOn: state.engine.results?.shrunk,
  }),
  read: (state) => {
    const { results, finished } = state.engine;
    const answered = results?.answers["sample-size"];
    const profile = answered === undefined ? undefined : results?.layers[answered.ask.layer]?.profile;
    if (answered === undefined || profile === undefined) return finished ? "measuring" : "waiting";
    const chosen = chosenLayer(state);
    return {
      layer: layerNumber(results, chosen),
      curve: answered.answer,
      profile,
      zeta: results?.shrunk?.zeta ?? 0,
      isCurrent: answered.ask.layer === chosen,
    };
  },
  waiting: ({ sampleSize }) => sampleSize.pending,
  describe: ({ sampleSize }, { layer }) => sampleSize.description(layer),
  table: (messages, { curve }) => sampleSizeTable(messages, curve),
  View: ({ content: { curve, profile, zeta, isCurrent }, size }) =>
    isCurrent ? <SampleSize size={size} curve={curve} profile={profile} zeta={zeta} /> : <Pending />,
  exported: ({ engine: { results } }) => {
    const answered = results?.answers["sample-size"];
    if (answered === undefined) return {};
    return { sampleSize: { layer: layerNumber(results, answered.ask.layer), curve: answered.answer } };
  },
});

/** The panel of neighbours: the nearest points of the one that was chosen. */
import type { RunResults } from "../../store/runResults.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import { chosenLayer } from "../../store/selectors.ts";
import { definePanel } from "../panels/panel.ts";
import { describeNeighbours, Neighbours, neighboursTable } from "./NeighboursView.tsx";

interface NeighboursContent {
  readonly results: RunResults;
  /** Index of the layer. */
  readonly layer: number;
  readonly point: number | null;
}

export const neighboursPanel = definePanel<NeighboursContent>({
  id: "neighbours",
  title: ({ vectors }) => vectors.neighbours.title,
  question: (state) =>
    state.chosenPoint === null
      ? null
      : { id: "neighbours", ask: { layer: chosenLayer(state), point: state.chosenPoint } },
  read: (state) => {
    const { results, finished } = state.engine;
    if (results === null || !finished) return "measuring";
    return { results, layer: chosenLayer(state), point: state.chosenPoint };
  },
  describe: (messages, { results }) => describeNeighbours(messages, results),
  table: (messages, { results }) => neighboursTable(messages, results),
  View: ({ content }) => <Neighbours {...content} />,
  exported: ({ engine: { results } }) => {
    const answered = results?.answers.neighbours;
    if (answered === undefined) return {};
    const { layer, point } = answered.ask;
    return { neighbours: { layer: layerNumber(results, layer), point, nearest: answered.answer } };
  },
});

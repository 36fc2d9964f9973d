/** The panel of similarity: how alike layers are, those of one run or, beside a held run, those of both. */
import type { CrossSimilarity } from "../../engine/questions/crossSimilarity.ts";
import type { Similarity as SimilarityAnswer } from "../../engine/questions/similarity.ts";
import { isDefined } from "../../geometry/measure.ts";
import { crossSimilarityReport } from "../../report/crossSimilarityReport.ts";
import type { AppState } from "../../store/appState.ts";
import { layerNumbersOf } from "../../store/layerNumbers.ts";
import type { RunResults } from "../../store/runResults.ts";
import { shownLayer } from "../../store/selectors.ts";
import { definePanel } from "../panels/panel.ts";
import { CrossSimilarityView, crossSimilarityTable, describeCross } from "./CrossSimilarityView.tsx";
import { Similarity, similarityTable } from "./SimilarityView.tsx";

interface SimilarityContent {
  readonly results: RunResults | null;
  /** Index of the layer shown. */
  readonly shown: number;
  /** Null beside a held run. */
  readonly similarity: SimilarityAnswer | null;
  /** Null where no run is held. */
  readonly cross: CrossSimilarity | null;
  readonly held: AppState["comparison"]["held"];
}

/** The answer about the runs that are compared now. */
function currentCross({ engine: { results }, comparison: { held, comparedBy } }: AppState) {
  const cross = results?.answers["cross-similarity"];
  return held !== null && cross?.ask.held === held.results.run && cross.ask.by === comparedBy ? cross : undefined;
}

export const similarityPanel = definePanel<SimilarityContent>({
  id: "similarity",
  title: ({ similarity }) => similarity.title,
  question: (state) => {
    const { held, comparedBy } = state.comparison;
    if (held !== null) {
      if (currentCross(state) !== undefined) return null;
      return { id: "cross-similarity", ask: { held: held.results.run, by: comparedBy } };
    }
    return state.engine.results?.answers.similarity === undefined ? { id: "similarity", ask: {} } : null;
  },
  read: (state) => {
    const { results } = state.engine;
    const { held } = state.comparison;
    const similarity = held === null ? (results?.answers.similarity?.answer ?? null) : null;
    const cross = currentCross(state)?.answer ?? null;
    if (similarity === null && cross === null) return "waiting";
    return { results, shown: shownLayer(state), similarity, cross, held };
  },
  waiting: ({ similarity }) => similarity.pending,
  describe: (messages, { cross }) =>
    cross === null ? messages.similarity.description : describeCross(messages, cross),
  table: (messages, { results, similarity, cross, held }) => {
    const numbers = layerNumbersOf(results);
    if (cross !== null && held !== null)
      return crossSimilarityTable(messages, cross, layerNumbersOf(held.results), numbers);
    return similarityTable(messages, similarity?.cka ?? [], numbers);
  },
  View: ({ content: { results, shown, similarity, cross, held }, size }) => {
    const numbers = layerNumbersOf(results);
    if (cross !== null && held !== null) {
      const heldCursor = { numbers: layerNumbersOf(held.results), index: held.layer };
      return <CrossSimilarityView size={size} answer={cross} held={heldCursor} shown={{ numbers, index: shown }} />;
    }
    return similarity === null ? null : (
      <Similarity size={size} similarity={similarity} numbers={numbers} shown={shown} />
    );
  },
  exported: ({ engine: { results }, comparison: { held } }) => {
    const cross = results?.answers["cross-similarity"];
    if (held !== null)
      return cross?.ask.held === held.results.run && cross.answer.kind === "measured"
        ? { crossSimilarity: crossSimilarityReport(cross.ask.by, cross.answer) }
        : {};
    const similarity = results?.answers.similarity?.answer;
    if (similarity === undefined) return {};
    return {
      similarity: { points: similarity.points, cka: similarity.cka.map((value) => (isDefined(value) ? value : null)) },
    };
  },
});

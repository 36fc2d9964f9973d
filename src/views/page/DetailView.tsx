import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { chosenLayer, shownLayer } from "../../store/selectors.ts";
import { useApp } from "../../store/appState.ts";
import { layerNumbersOf } from "../../store/layerNumbers.ts";
import type { DetailPanel } from "../../store/viewState.ts";
import { Dimensions } from "../dimensions/DimensionsView.tsx";
import { describeDimensions, dimensionsTable } from "../dimensions/dimensionWords.ts";
import { describeNeighbours, Neighbours, neighboursTable } from "../neighbours/NeighboursView.tsx";
import { SampleSize, sampleSizeTable } from "../sampleSize/SampleSizeView.tsx";
import { CrossSimilarityView, crossSimilarityTable, describeCross } from "../similarity/CrossSimilarityView.tsx";
import { Similarity, similarityTable } from "../similarity/SimilarityView.tsx";
import styles from "./DetailView.module.css";
import { Toggle } from "./Choice.tsx";
import { Pending, Waiting } from "./Waiting.tsx";

const emptyTable = () => ({ columns: [], rows: [] });

/** The place below the spectrum: dimensions, sample size, or the likeness of layers. */
export function DetailView() {
  const messages = useMessages();
  const titles: Record<DetailPanel, string> = {
    dimensions: messages.dimensions.title,
    neighbours: messages.vectors.neighbours.title,
    "sample-size": messages.sampleSize.title,
    similarity: messages.similarity.title,
  };
  const options = (["dimensions", "neighbours", "sample-size", "similarity"] as const).map((value) => ({
    value,
    text: titles[value],
  }));
  const panel = useApp((state) => state.view.panel);
  const results = useApp((state) => state.engine.results);
  const finished = useApp((state) => state.engine.finished);
  const chosen = useApp(chosenLayer);
  const shown = useApp(shownLayer);
  const numbers = layerNumbersOf(results);
  const { held, comparedBy } = useApp((state) => state.comparison);
  const chosenPoint = useApp((state) => state.chosenPoint);
  const heading = (
    <div className={styles.tabs}>
      <Toggle
        label={messages.chart.details}
        value={panel}
        options={options}
        onChange={(value) => actions.changeView({ panel: value as DetailPanel })}
      />
    </div>
  );
  switch (panel) {
    case "dimensions": {
      const layer = results?.layers[shown] === undefined ? chosen : shown;
      const profile = results?.layers[layer]?.profile;
      const heldProfile = held?.results.layers[held.layer]?.profile ?? null;
      return (
        <ChartPanel
          key={panel}
          title={titles[panel]}
          heading={heading}
          description={profile === undefined ? "" : describeDimensions(messages, numbers[layer], profile, heldProfile)}
          table={profile === undefined ? emptyTable : () => dimensionsTable(messages, profile, heldProfile)}
        >
          {(size) =>
            profile === undefined ? (
              <Pending />
            ) : (
              <Dimensions size={size} layer={numbers[layer]} profile={profile} held={heldProfile} />
            )
          }
        </ChartPanel>
      );
    }
    case "neighbours":
      return (
        <ChartPanel
          key={panel}
          title={titles[panel]}
          heading={heading}
          description={results === null ? "" : describeNeighbours(messages, results)}
          table={results === null ? emptyTable : () => neighboursTable(messages, results)}
        >
          {() =>
            results === null || !finished ? (
              <Pending />
            ) : (
              <Neighbours results={results} layer={chosen} point={chosenPoint} />
            )
          }
        </ChartPanel>
      );
    case "sample-size": {
      const curve = results?.answers["sample-size"];
      const profile = curve === undefined ? undefined : results?.layers[curve.ask.layer]?.profile;
      const ready = curve !== undefined && profile !== undefined && curve.ask.layer === chosen;
      return (
        <ChartPanel
          key={panel}
          title={titles[panel]}
          heading={heading}
          description={messages.sampleSize.description(numbers[chosen] ?? 0)}
          table={curve === undefined ? emptyTable : () => sampleSizeTable(messages, curve.answer)}
        >
          {(size) =>
            ready ? (
              <SampleSize size={size} curve={curve.answer} profile={profile} zeta={results?.shrunk?.zeta ?? 0} />
            ) : finished ? (
              <Pending />
            ) : (
              <Waiting text={messages.sampleSize.pending} />
            )
          }
        </ChartPanel>
      );
    }
    case "similarity": {
      if (held !== null) {
        const cross = results?.answers["cross-similarity"];
        const isCurrent = cross?.ask.held === held.results.run && cross.ask.by === comparedBy;
        const answer = isCurrent ? cross.answer : null;
        const heldNumbers = layerNumbersOf(held.results);
        return (
          <ChartPanel
            key="cross-similarity"
            title={titles[panel]}
            heading={heading}
            description={answer === null ? "" : describeCross(messages, answer)}
            table={answer === null ? emptyTable : () => crossSimilarityTable(messages, answer, heldNumbers, numbers)}
          >
            {(size) =>
              answer === null ? (
                <Waiting text={messages.comparison.likenessPending} />
              ) : (
                <CrossSimilarityView
                  size={size}
                  answer={answer}
                  held={{ numbers: heldNumbers, index: held.layer }}
                  shown={{ numbers, index: shown }}
                />
              )
            }
          </ChartPanel>
        );
      }
      const similarity = results?.answers.similarity?.answer ?? null;
      return (
        <ChartPanel
          key={panel}
          title={titles[panel]}
          heading={heading}
          description={messages.similarity.description}
          table={similarity === null ? emptyTable : () => similarityTable(messages, similarity.cka, numbers)}
        >
          {(size) =>
            similarity === null ? (
              <Waiting text={messages.similarity.pending} />
            ) : (
              <Similarity size={size} similarity={similarity} numbers={numbers} shown={shown} />
            )
          }
        </ChartPanel>
      );
    }
  }
}

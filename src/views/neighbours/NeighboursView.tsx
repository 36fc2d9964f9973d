import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import type { NeighbourReport } from "../../engine/questions/neighbours.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import { nameOfPoint } from "../cloud/pointNames.ts";
import type { RunResults } from "../../store/runResults.ts";
import { Waiting } from "../page/Waiting.tsx";
import styles from "./NeighboursView.module.css";

interface NeighboursProps {
  readonly results: RunResults;
  /** Index of the layer. */
  readonly layer: number;
  /** The point whose neighbours are wanted; null if none is chosen. */
  readonly point: number | null;
}

/** The nearest points of the chosen one, over the whole cloud, each with its distance; pointing at one shows it in the cloud. */
export function Neighbours({ results, layer, point }: NeighboursProps) {
  const messages = useMessages();
  const { neighbours } = results.answers;
  if (point === null) return <Waiting text={messages.vectors.neighbours.choose} />;
  const name = nameOfPoint(messages, results, point);
  const current = neighbours?.ask.layer === layer && neighbours.ask.point === point ? neighbours.answer : null;
  return (
    <div className={styles.panel}>
      <p className={styles.of}>
        {messages.vectors.neighbours.of(name, layerNumber(results, layer))}
        {results.labels[results.points?.line[point] ?? -1] !== undefined && (
          <span className="quiet"> · {results.labels[results.points!.line[point]]}</span>
        )}
      </p>
      {current === null ? (
        <p className="quiet" role="status">
          {messages.vectors.neighbours.searching}
        </p>
      ) : current.length === 0 ? (
        <p className="quiet">{messages.vectors.neighbours.alone}</p>
      ) : (
        <ol className={styles.list} onPointerLeave={() => actions.hoverPoint(null)}>
          {current.map((neighbour, rank) => (
            <li key={rank}>
              <button
                type="button"
                disabled={neighbour.point === undefined}
                onPointerEnter={() => actions.hoverPoint(neighbour.point ?? null)}
                onFocus={() => actions.hoverPoint(neighbour.point ?? null)}
                onBlur={() => actions.hoverPoint(null)}
                onClick={() => actions.choosePoint(neighbour.point ?? null)}
              >
                <span className={styles.name}>{nameOf(messages, results, neighbour)}</span>
                <span className={styles.label}>{labelOf(results, neighbour)}</span>
                <span className={styles.distance}>{messages.formats.number(neighbour.distance)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** A neighbour that is not drawn is named by the words beside its row. */
function nameOf(messages: Messages, results: RunResults, { point, row, words: entries }: NeighbourReport): string {
  if (point !== undefined) return nameOfPoint(messages, results, point);
  const text = results.vectors?.columns.findIndex(({ name }) => name === results.columns.text) ?? -1;
  return (text < 0 ? undefined : entries[text]) ?? messages.vectors.row(row ?? 0);
}

function labelOf(results: RunResults, { point, words: entries }: NeighbourReport): string {
  if (point !== undefined) return results.labels[results.points?.line[point] ?? -1] ?? "";
  const label = results.vectors?.columns.findIndex(({ name }) => name === results.columns.label) ?? -1;
  return (label < 0 ? undefined : entries[label]) ?? "";
}

/** The same as a table. */
export function neighboursTable(messages: Messages, results: RunResults) {
  const list = results.answers.neighbours?.answer ?? [];
  return {
    columns: [...messages.vectors.neighbours.columns],
    rows: list.map((neighbour) => [
      nameOf(messages, results, neighbour),
      labelOf(results, neighbour),
      messages.formats.number(neighbour.distance),
    ]),
    saved: () => ({
      columns: ["layer", "ofPoint", "ofName", "rank", "point", "row", "name", "class", "distance"],
      rows: list.map((neighbour, index) => [
        layerNumber(results, results.answers.neighbours!.ask.layer),
        results.answers.neighbours!.ask.point,
        nameOfPoint(messages, results, results.answers.neighbours!.ask.point),
        index + 1,
        neighbour.point ?? null,
        neighbour.row ?? null,
        nameOf(messages, results, neighbour),
        labelOf(results, neighbour),
        neighbour.distance,
      ]),
    }),
  };
}

export function describeNeighbours(messages: Messages, results: RunResults): string {
  const { neighbours } = results.answers;
  if (neighbours === undefined) return messages.vectors.neighbours.choose;
  const list = neighbours.answer
    .map((neighbour) => `${nameOf(messages, results, neighbour)} ${messages.formats.number(neighbour.distance)}`)
    .join(", ");
  return messages.vectors.neighbours.description(
    nameOfPoint(messages, results, neighbours.ask.point),
    layerNumber(results, neighbours.ask.layer),
    list,
  );
}

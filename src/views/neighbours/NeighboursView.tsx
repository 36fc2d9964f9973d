import { formatNumber } from "../../charts/format.ts";
import type { NeighbourReport } from "../../engine/questions/neighbours.ts";
import { english } from "../../messages/en/catalogue.ts";
import { useApp } from "../../store/appStore.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import { nameOfPoint } from "../../store/pointNames.ts";
import type { RunResults } from "../../store/runResults.ts";
import { Waiting } from "../page/Waiting.tsx";
import styles from "./NeighboursView.module.css";

const words = english.vectors.neighbours;

interface NeighboursProps {
  readonly results: RunResults;
  /** Index of the layer. */
  readonly layer: number;
  /** The point whose neighbours are wanted; null if none is chosen. */
  readonly point: number | null;
}

/** The nearest points of the chosen one, over the whole cloud, each with its distance; pointing at one shows it in the cloud. */
export function Neighbours({ results, layer, point }: NeighboursProps) {
  const hoverPoint = useApp((state) => state.hoverPoint);
  const choosePoint = useApp((state) => state.choosePoint);
  const { neighbours } = results.answers;
  if (point === null) return <Waiting text={words.choose} />;
  const name = nameOfPoint(results, point);
  const current = neighbours?.ask.layer === layer && neighbours.ask.point === point ? neighbours.answer : null;
  return (
    <div className={styles.panel}>
      <p className={styles.of}>
        {words.of(name, layerNumber(results, layer))}
        {results.labels[results.points?.line[point] ?? -1] !== undefined && (
          <span className="quiet"> · {results.labels[results.points!.line[point]]}</span>
        )}
      </p>
      {current === null ? (
        <p className="quiet" role="status">
          {words.searching}
        </p>
      ) : current.length === 0 ? (
        <p className="quiet">{words.alone}</p>
      ) : (
        <ol className={styles.list} onPointerLeave={() => hoverPoint(null)}>
          {current.map((neighbour, rank) => (
            <li key={rank}>
              <button
                type="button"
                disabled={neighbour.point === undefined}
                onPointerEnter={() => hoverPoint(neighbour.point ?? null)}
                onFocus={() => hoverPoint(neighbour.point ?? null)}
                onBlur={() => hoverPoint(null)}
                onClick={() => choosePoint(neighbour.point ?? null)}
              >
                <span className={styles.name}>{nameOf(results, neighbour)}</span>
                <span className={styles.label}>{labelOf(results, neighbour)}</span>
                <span className={styles.distance}>{formatNumber(neighbour.distance)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** A neighbour that is not drawn is named by the words beside its row. */
function nameOf(results: RunResults, { point, row, words: entries }: NeighbourReport): string {
  if (point !== undefined) return nameOfPoint(results, point);
  const text = results.vectors?.columns.findIndex(({ name }) => name === results.columns.text) ?? -1;
  return (text < 0 ? undefined : entries[text]) ?? english.vectors.row(row ?? 0);
}

function labelOf(results: RunResults, { point, words: entries }: NeighbourReport): string {
  if (point !== undefined) return results.labels[results.points?.line[point] ?? -1] ?? "";
  const label = results.vectors?.columns.findIndex(({ name }) => name === results.columns.label) ?? -1;
  return (label < 0 ? undefined : entries[label]) ?? "";
}

/** The same as a table. */
export function neighboursTable(results: RunResults) {
  const list = results.answers.neighbours?.answer ?? [];
  return {
    columns: [...words.columns],
    rows: list.map((neighbour) => [
      nameOf(results, neighbour),
      labelOf(results, neighbour),
      formatNumber(neighbour.distance),
    ]),
  };
}

export function describeNeighbours(results: RunResults): string {
  const { neighbours } = results.answers;
  if (neighbours === undefined) return words.choose;
  const list = neighbours.answer
    .map((neighbour) => `${nameOf(results, neighbour)} ${formatNumber(neighbour.distance)}`)
    .join(", ");
  return words.description(
    nameOfPoint(results, neighbours.ask.point),
    layerNumber(results, neighbours.ask.layer),
    list,
  );
}

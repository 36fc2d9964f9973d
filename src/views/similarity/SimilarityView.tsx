import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { useState } from "react";
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import type { Size } from "../../charts/frame/useSize.ts";
import { cellAfterKey, HeatMap, heatMapWidth, type Cell } from "../../charts/heatmap/HeatMap.tsx";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import styles from "./SimilarityView.module.css";

/** Room for the words beside a heat map, in px. */
export const wordsWidth = 150;

interface SimilarityProps {
  readonly size: Size;
  /** (L + 1)² measures in [0, 1], row-major, and the number of points compared. */
  readonly similarity: { readonly cka: readonly Measure[]; readonly points: number };
  /** The number of each layer, and the index of the one shown. */
  readonly numbers: readonly number[];
  readonly shown: number;
}

/** Linear CKA between all pairs of layers as a heat map: the more alike, the darker. */
export function Similarity({ size, similarity, numbers, shown }: SimilarityProps) {
  const messages = useMessages();
  const { cka, points } = similarity;
  const [cell, setCell] = useState<Cell | null>(null);
  const count = numbers.length;
  const names = numbers.map(String);
  const [row, column] = cell ?? [shown, 0];
  const value = (i: number, j: number) => cka[i * count + j];
  const reading = messages.similarity.read(numbers[row], numbers[column], ckaText(messages, value(row, column)));
  const room = { width: size.width - wordsWidth, height: size.height, rows: names, columns: names };
  const side = heatMapWidth(room) + 20;
  return (
    <svg
      width={size.width}
      height={size.height}
      tabIndex={0}
      role="img"
      aria-label={cell === null ? messages.similarity.description : reading}
      onPointerLeave={() => {
        setCell(null);
        actions.hoverLayer(null);
      }}
      onKeyDown={(event) => {
        const next = cellAfterKey(event, [row, column], count, count);
        if (next === undefined) return;
        event.preventDefault();
        setCell(next);
      }}
    >
      <HeatMap
        {...room}
        shareOf={(i, j) => ckaShare(value(i, j))}
        shown={[shown, shown]}
        pointed={cell}
        columnName={messages.similarity.axis}
        onPoint={(next) => {
          setCell(next);
          actions.hoverLayer(next[0]);
        }}
        onChoose={([layer]) => actions.chooseLayer(layer)}
      />
      <foreignObject x={side} y={6} width={Math.max(60, size.width - side)} height={size.height} aria-hidden="true">
        <p className={styles.reading}>{reading}</p>
        <p className={styles.note}>{messages.similarity.description}</p>
        <p className={styles.note}>{messages.similarity.points(points)}</p>
      </foreignObject>
    </svg>
  );
}

/** A similarity, or why there is none. */
export function ckaText(messages: Messages, value: Measure): string {
  return isDefined(value) ? messages.formats.number(value) : messages.notDefined(value.notDefined);
}

/** A similarity in [0, 1]; 0 where there is none. */
export function ckaShare(value: Measure): number {
  return isDefined(value) ? value : 0;
}

/** The heat map as a table. */
export function similarityTable(messages: Messages, cka: readonly Measure[], numbers: readonly number[]): TableTwin {
  return {
    columns: [messages.similarity.axis, ...numbers.map(String)],
    rows: numbers.map((number, i) => [
      String(number),
      ...numbers.map((_, j) => ckaText(messages, cka[i * numbers.length + j])),
    ]),
    saved: () => ({
      columns: ["layer", ...numbers.map(String)],
      rows: numbers.map((number, i) => [number, ...numbers.map((_, j) => numberOf(cka[i * numbers.length + j]))]),
    }),
  };
}

/** For files: null where it is not defined. */
export function numberOf(measure: Measure | undefined): number | null {
  return measure !== undefined && isDefined(measure) ? measure : null;
}

import { scaleBand } from "d3";
import { useState } from "react";
import type { Size } from "../../charts/frame/useSize.ts";
import { formatNumber } from "../../charts/format.ts";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import { english } from "../../messages/english.ts";
import { useApp } from "../../store/appStore.ts";
import styles from "./SimilarityView.module.css";

const margin = { left: 28, top: 6, bottom: 30 };

interface SimilarityProps {
  readonly size: Size;
  /** (L + 1)² measures in [0, 1], row-major, and the number of points compared. */
  readonly similarity: { readonly cka: readonly Measure[]; readonly points: number };
  readonly shown: number;
  readonly last: number;
}

/** Linear CKA between all pairs of layers as a heat map: the more alike, the darker. */
export function Similarity({ size, similarity, shown, last }: SimilarityProps) {
  const { cka, points } = similarity;
  const hoverLayer = useApp((state) => state.hoverLayer);
  const changeView = useApp((state) => state.changeView);
  const [cell, setCell] = useState<readonly [number, number] | null>(null);
  const count = Math.round(Math.sqrt(cka.length));
  const side = Math.max(40, Math.min(size.width - margin.left - 150, size.height - margin.top - margin.bottom));
  const layers = Array.from({ length: count }, (_, layer) => layer);
  const scale = scaleBand(layers, [0, side]).paddingInner(0.04);
  const at = (layer: number) => scale(layer) ?? 0;
  const [row, column] = cell ?? [shown, 0];
  const value = (i: number, j: number) => cka[i * count + j];
  const reading = english.similarity.read(row, column, measured(value(row, column)));
  return (
    <svg
      width={size.width}
      height={size.height}
      tabIndex={0}
      role="img"
      aria-label={cell === null ? english.similarity.description : reading}
      onPointerLeave={() => {
        setCell(null);
        hoverLayer(null);
      }}
      onKeyDown={(event) => {
        const move = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [1, 0], ArrowDown: [-1, 0] }[event.key];
        if (move === undefined) return;
        event.preventDefault();
        const within = (layer: number) => Math.max(0, Math.min(count - 1, layer));
        setCell([within(row + move[0]), within(column + move[1])]);
      }}
    >
      <g transform={`translate(${margin.left},${margin.top})`}>
        {layers.map((i) =>
          layers.map((j) => (
            <rect
              key={`${i}-${j}`}
              x={at(j)}
              y={side - at(i) - scale.bandwidth()}
              width={scale.bandwidth()}
              height={scale.bandwidth()}
              style={{ fill: `color-mix(in oklab, var(--layer-last) ${Math.round(100 * share(value(i, j)))}%, var(--paper))` }}
              className={i === row && j === column && cell !== null ? styles.here : styles.cell}
              onPointerEnter={() => {
                setCell([i, j]);
                hoverLayer(i);
              }}
              onClick={() => changeView({ layer: i === last ? null : i })}
            />
          )),
        )}
        {layers.map((layer) => (
          <g key={layer} className={layer === shown ? styles.shown : styles.label} aria-hidden="true">
            <text x={at(layer) + scale.bandwidth() / 2} y={side + 15} textAnchor="middle">
              {layer}
            </text>
            <text x={-8} y={side - at(layer) - scale.bandwidth() / 2} dy="0.32em" textAnchor="end">
              {layer}
            </text>
          </g>
        ))}
        <text className={styles.label} x={side} y={side + 28} textAnchor="end" aria-hidden="true">
          {english.similarity.axis}
        </text>
      </g>
      <foreignObject x={margin.left + side + 20} y={margin.top} width={Math.max(60, size.width - margin.left - side - 20)} height={size.height} aria-hidden="true">
        <p className={styles.reading}>{reading}</p>
        <p className={styles.note}>{english.similarity.description}</p>
        <p className={styles.note}>{english.similarity.points(points)}</p>
      </foreignObject>
    </svg>
  );
}

function measured(value: Measure): string {
  return isDefined(value) ? formatNumber(value) : english.notDefined(value.notDefined);
}

function share(value: Measure): number {
  return isDefined(value) ? value : 0;
}

/** The heat map as a table. */
export function similarityTable(cka: readonly Measure[]) {
  const count = Math.round(Math.sqrt(cka.length));
  const layers = Array.from({ length: count }, (_, layer) => layer);
  return {
    columns: [english.similarity.axis, ...layers.map(String)],
    rows: layers.map((i) => [String(i), ...layers.map((j) => measured(cka[i * count + j]))]),
  };
}

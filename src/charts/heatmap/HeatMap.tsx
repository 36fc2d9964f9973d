import { scaleBand } from "d3";
import type { KeyboardEvent } from "react";
import { rootFontSize } from "../frame/rootFontSize.ts";
import styles from "./HeatMap.module.css";

export type Cell = readonly [row: number, column: number];

interface HeatMapProps {
  /** Room for the whole of it, names of rows and columns included, in px. */
  readonly width: number;
  readonly height: number;
  /** The name of each row, from the bottom, and of each column. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** How dark a cell is, in [0, 1]. */
  readonly shareOf: (row: number, column: number) => number;
  /** The row and the column whose names are marked. */
  readonly shown: Cell;
  readonly pointed: Cell | null;
  readonly rowName?: string;
  readonly columnName: string;
  readonly onPoint: (cell: Cell) => void;
  readonly onChoose: (cell: Cell) => void;
}

/** Room for the names, in px, which grows with their font. */
function margins() {
  const unit = rootFontSize();
  return { left: 1.75 * unit, top: 6, bottom: 1.9 * unit, names: unit };
}

/** Side of a cell with its gap, in px, such that all fit. */
function cellSide({
  width,
  height,
  rows,
  columns,
  rowName,
}: Pick<HeatMapProps, "width" | "height" | "rows" | "columns" | "rowName">): number {
  const margin = margins();
  const left = margin.left + (rowName === undefined ? 0 : margin.names);
  return Math.max(4, Math.min((width - left) / columns.length, (height - margin.top - margin.bottom) / rows.length));
}

/** Width that a heat map takes of the width it is given. */
export function heatMapWidth(props: Pick<HeatMapProps, "width" | "height" | "rows" | "columns" | "rowName">): number {
  const margin = margins();
  return margin.left + (props.rowName === undefined ? 0 : margin.names) + cellSide(props) * props.columns.length;
}

/** Square cells, the larger the value the darker; row 0 at the bottom. A group inside an SVG: its frame reads it out. */
export function HeatMap(props: HeatMapProps) {
  const { rows, columns, shareOf, shown, pointed, rowName, columnName, onPoint, onChoose } = props;
  const margin = margins();
  const unit = rootFontSize();
  const side = cellSide(props);
  const [across, up] = [side * columns.length, side * rows.length];
  const x = scaleBand(columns.keys(), [0, across]).paddingInner(0.04);
  const y = scaleBand(rows.keys(), [up, 0]).paddingInner(0.04);
  // Names of deep models would run into each other: every other one, or every fourth.
  const step = side < 0.55 * unit ? 4 : side < 0.95 * unit ? 2 : 1;
  const isNamed = (index: number, marked: number) => index % step === 0 || index === marked;
  return (
    <g transform={`translate(${margin.left + (rowName === undefined ? 0 : margin.names)},${margin.top})`}>
      {rows.map((_row, row) =>
        columns.map((_column, column) => (
          <rect
            key={`${row}-${column}`}
            x={x(column)}
            y={y(row)}
            width={x.bandwidth()}
            height={y.bandwidth()}
            style={{
              fill: `color-mix(in oklab, var(--layer-last) ${Math.round(100 * shareOf(row, column))}%, var(--paper))`,
            }}
            className={pointed?.[0] === row && pointed[1] === column ? styles.here : styles.cell}
            onPointerEnter={() => onPoint([row, column])}
            onClick={() => onChoose([row, column])}
          />
        )),
      )}
      <g aria-hidden="true">
        {columns.map(
          (name, column) =>
            isNamed(column, shown[1]) && (
              <text
                key={column}
                className={column === shown[1] ? styles.shown : styles.label}
                x={(x(column) ?? 0) + x.bandwidth() / 2}
                y={up + 0.95 * unit}
                textAnchor="middle"
              >
                {name}
              </text>
            ),
        )}
        {rows.map(
          (name, row) =>
            isNamed(row, shown[0]) && (
              <text
                key={row}
                className={row === shown[0] ? styles.shown : styles.label}
                x={-8}
                y={(y(row) ?? 0) + y.bandwidth() / 2}
                dy="0.32em"
                textAnchor="end"
              >
                {name}
              </text>
            ),
        )}
        <text className={styles.label} x={across} y={up + 1.75 * unit} textAnchor="end">
          {columnName}
        </text>
        {rowName !== undefined && (
          <text className={styles.label} transform={`translate(${-margin.left - 4},0) rotate(-90)`} textAnchor="end">
            {rowName}
          </text>
        )}
      </g>
    </g>
  );
}

/** The cell that an arrow key leads to from a cell, within the map; undefined for other keys. */
export function cellAfterKey(
  { key }: Pick<KeyboardEvent, "key">,
  [row, column]: Cell,
  rows: number,
  columns: number,
): Cell | undefined {
  const move = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [1, 0], ArrowDown: [-1, 0] }[key];
  if (move === undefined) return undefined;
  const within = (index: number, count: number) => Math.max(0, Math.min(count - 1, index));
  return [within(row + move[0], rows), within(column + move[1], columns)];
}

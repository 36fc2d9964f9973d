import type { ScaleContinuousNumeric } from "d3";
import styles from "./Axis.module.css";

type Scale = ScaleContinuousNumeric<number, number>;

interface AxisProps {
  readonly scale: Scale;
  /** Pixel position of the axis line on the other direction. */
  readonly at: number;
  readonly ticks: number | readonly number[];
  readonly label?: string;
  readonly format?: (value: number) => string;
}

/** Ticks carry no more digits than it takes to tell them apart. */
function tickText(scale: Scale, ticks: AxisProps["ticks"], format: AxisProps["format"]): (value: number) => string {
  if (format !== undefined) return format;
  const write = scale.tickFormat(typeof ticks === "number" ? ticks : undefined);
  return (value) => write(value).replace("-", "\u2212");
}

function tickValues(scale: Scale, ticks: AxisProps["ticks"]): readonly number[] {
  return typeof ticks === "number" ? scale.ticks(ticks) : ticks;
}

/** A horizontal axis: tick labels below a hairline, the label at its right end. */
export function HorizontalAxis({ scale, at, ticks, label, format }: AxisProps) {
  const text = tickText(scale, ticks, format);
  const [start, end] = scale.range() as [number, number];
  return (
    <g className={styles.axis} aria-hidden="true">
      <line x1={start} x2={end} y1={at} y2={at} />
      {tickValues(scale, ticks).map((value) => (
        <g key={value} transform={`translate(${scale(value)},${at})`}>
          <line y2={4} />
          <text y={15} textAnchor="middle">
            {text(value)}
          </text>
        </g>
      ))}
      {label !== undefined && (
        <text className={styles.label} x={end} y={at + 29} textAnchor="end">
          {label}
        </text>
      )}
    </g>
  );
}

/** A vertical axis: tick labels left of the plot over faint grid lines, the label above its top. */
export function VerticalAxis({ scale, at, ticks, label, format, gridTo }: AxisProps & { readonly gridTo?: number }) {
  const text = tickText(scale, ticks, format);
  const [, top] = scale.range() as [number, number];
  return (
    <g className={styles.axis} aria-hidden="true">
      {tickValues(scale, ticks).map((value) => (
        <g key={value} transform={`translate(${at},${scale(value)})`}>
          {gridTo !== undefined && <line className={styles.grid} x2={gridTo - at} />}
          <text x={-6} dy="0.32em" textAnchor="end">
            {text(value)}
          </text>
        </g>
      ))}
      {label !== undefined && (
        <text className={styles.label} x={at} y={top - 8}>
          {label}
        </text>
      )}
    </g>
  );
}

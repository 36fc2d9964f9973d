import type { ScaleContinuousNumeric } from "d3";
import styles from "./Axis.module.css";
import { legibleTicks, type Tick } from "./legibleTicks.ts";

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

function ticksOf(
  { scale, ticks, format }: Pick<AxisProps, "scale" | "ticks" | "format">,
  roomOf: (text: string) => number,
): readonly Tick[] {
  const text = tickText(scale, ticks, format);
  const values = typeof ticks === "number" ? scale.ticks(ticks) : ticks;
  return legibleTicks(
    values.map((value) => ({ value, at: scale(value), text: text(value) })),
    roomOf,
  );
}

/** Sizes of a label in parts of the root font size, which may be the reader's own. */
const [digitWidth, labelGap, lineHeight] = [0.4, 0.5, 0.85];

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** A horizontal axis: tick labels below a hairline, the label at its right end. */
export function HorizontalAxis({ scale, at, ticks, label, format }: AxisProps) {
  const unit = rootFontSize();
  const shown = ticksOf(
    { scale, ticks, ...(format && { format }) },
    (text) => unit * (digitWidth * text.length + labelGap),
  );
  const [start, end] = scale.range() as [number, number];
  return (
    <g className={styles.axis} aria-hidden="true">
      <line x1={start} x2={end} y1={at} y2={at} />
      {shown.map(({ value, at: x, text }) => (
        <g key={value} transform={`translate(${x},${at})`}>
          <line y2={4} />
          <text y={4 + 0.69 * unit} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {label !== undefined && (
        <text className={styles.label} x={end} y={at + 4 + 1.56 * unit} textAnchor="end">
          {label}
        </text>
      )}
    </g>
  );
}

/** A vertical axis: tick labels left of the plot over faint grid lines, the label above its top. */
export function VerticalAxis({ scale, at, ticks, label, format, gridTo }: AxisProps & { readonly gridTo?: number }) {
  const unit = rootFontSize();
  const shown = ticksOf({ scale, ticks, ...(format && { format }) }, () => unit * lineHeight);
  const [, top] = scale.range() as [number, number];
  return (
    <g className={styles.axis} aria-hidden="true">
      {shown.map(({ value, at: y, text }) => (
        <g key={value} transform={`translate(${at},${y})`}>
          {gridTo !== undefined && <line className={styles.grid} x2={gridTo - at} />}
          <text x={-6} dy="0.32em" textAnchor="end">
            {text}
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

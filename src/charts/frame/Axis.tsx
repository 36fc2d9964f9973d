import { useMessages } from "../../messages/MessagesContext.ts";
import styles from "./Axis.module.css";
import { axisTicks, missingZero, type AxisTicks } from "./axisTicks.ts";
import { lineHeight, tickWidth } from "./chartMargins.ts";
import { legibleTicks } from "./legibleTicks.ts";
import { rootFontSize } from "./rootFontSize.ts";

interface AxisProps extends AxisTicks {
  /** Pixel position of the axis line on the other direction. */
  readonly at: number;
  readonly label?: string;
}

/** Between two ticks side by side, in parts of the root font size. */
const labelGap = 0.5;

/** A horizontal axis: tick labels below a hairline, the label at its right end. */
export function HorizontalAxis({ scale, at, ticks, label, format }: AxisProps) {
  const { formats } = useMessages();
  const unit = rootFontSize();
  const shown = legibleTicks(
    axisTicks({ scale, ticks, ...(format && { format }) }, formats),
    (text) => tickWidth(text, unit) + labelGap * unit,
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

interface VerticalAxisProps extends AxisProps {
  readonly gridTo?: number;
  /** True of coordinates, whose 0 is a place like any other; of quantities an axis without it says so. */
  readonly isPlace?: boolean;
}

/** A vertical axis: tick labels left of the plot over faint grid lines, the label above its top. */
export function VerticalAxis({ scale, at, ticks, label, format, gridTo, isPlace = false }: VerticalAxisProps) {
  const messages = useMessages();
  const unit = rootFontSize();
  const shown = legibleTicks(axisTicks({ scale, ticks, ...(format && { format }) }, messages.formats), () =>
    lineHeight(unit),
  );
  const [bottom, top] = scale.range() as [number, number];
  const zero = isPlace ? null : missingZero(scale);
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
      {zero !== null && (
        <text className={styles.zero} x={at + 4} y={zero === "below" ? bottom - 4 : top + 0.7 * unit}>
          {messages.chart.missingZero[zero]}
        </text>
      )}
      {label !== undefined && (
        <text className={styles.label} x={at} y={top - 8}>
          {label}
        </text>
      )}
    </g>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { line, scaleLinear } from "d3";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import type { Size } from "../../charts/frame/useSize.ts";
import { placeLabels } from "../../charts/placeLabels.ts";
import { thinned, type SeriesPoint } from "../../charts/series.ts";
import { lambdaColour } from "./lambdaColour.ts";
import styles from "./TimeChart.module.css";

const margin = { left: 34, right: 62, top: 18, bottom: 32 };

export interface Curve {
  readonly name: string;
  readonly points: readonly SeriesPoint[];
  /** Light for what is noise or of the run before. */
  readonly weight: "main" | "light" | "ghost" | "reference";
}

/** A moment at which λ was changed. */
export interface LambdaMark {
  readonly step: number;
  readonly lambda: number;
}

interface TimeChartProps {
  readonly size: Size;
  readonly curves: readonly Curve[];
  readonly marks: readonly LambdaMark[];
  readonly lastStep: number;
  readonly from?: number;
  readonly to?: number;
}

/** Curves over training steps, with a mark wherever λ was moved. */
export function TimeChart({ size, curves, marks, lastStep, from, to }: TimeChartProps) {
  const messages = useMessages();
  const { width, height } = size;
  const bottom = height - margin.bottom;
  const right = width - margin.right;
  const x = scaleLinear([0, Math.max(10, lastStep)], [margin.left, right]);
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  const low = from ?? Math.min(...values, 0);
  const high = to ?? Math.max(...values, low + 1e-6);
  const y = scaleLinear([low, high], [bottom, margin.top]).nice(3);
  const path = line<SeriesPoint>()
    .x((point) => Number(x(point.step).toFixed(1)))
    .y((point) => Number(y(point.value).toFixed(1)));
  const labels = placeLabels(
    curves.flatMap(({ name, points, weight }) => {
      const last = points.at(-1);
      return last === undefined || weight === "ghost" ? [] : [{ name, weight, y: y(last.value) }];
    }),
    margin.top,
    bottom,
  );
  return (
    <svg width={width} height={height} aria-hidden="true">
      <VerticalAxis scale={y} at={margin.left} ticks={3} gridTo={right} />
      <HorizontalAxis scale={x} at={bottom} ticks={4} label={messages.lab.axis} />
      {marks.map(({ step, lambda }) => (
        <g key={step} transform={`translate(${x(step)},0)`}>
          <line className={styles.mark} style={{ stroke: lambdaColour(lambda) }} y1={margin.top - 4} y2={bottom} />
          <text className={styles.markLabel} style={{ fill: lambdaColour(lambda) }} x={3} y={margin.top - 6}>
            {messages.lab.lambdaMark(messages.formats.setting(lambda).replace("-", "\u2212"))}
          </text>
        </g>
      ))}
      {curves.map(({ name, points, weight }) => (
        <path key={`${name}-${weight}`} className={styles[weight]} d={path(thinned(points)) ?? ""} />
      ))}
      {labels.map(({ name, weight, y: labelY }) => (
        <text
          key={name}
          className={weight === "main" ? styles.label : styles.lightLabel}
          x={right + 6}
          y={labelY}
          dy="0.32em"
        >
          {name}
        </text>
      ))}
    </svg>
  );
}

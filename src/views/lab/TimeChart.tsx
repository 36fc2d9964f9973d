import { useMessages } from "../../messages/MessagesContext.ts";
import { line, scaleLinear } from "d3";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import {
  bottomMargin,
  leftMargin,
  lineHeight,
  rightMargin,
  tickWidth,
  topMargin,
} from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { placeAround } from "../../charts/placeAround.ts";
import { placeLabels } from "../../charts/placeLabels.ts";
import { thinned, type SeriesPoint } from "../../charts/series.ts";
import { spacedLabels } from "../../charts/spacedLabels.ts";
import type { BestLook } from "../../store/lab.ts";
import { lambdaColour, lambdaTextColour } from "./lambdaColour.ts";
import styles from "./TimeChart.module.css";

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
  /** Marked on the curve of the held-out rows. */
  readonly best: BestLook | null;
  readonly from?: number;
  readonly to?: number;
}

/** Curves over training steps, with a mark wherever λ was moved. */
export function TimeChart({ size, curves, marks, lastStep, best, from, to }: TimeChartProps) {
  const messages = useMessages();
  const { width, height } = size;
  const unit = rootFontSize();
  const named = curves.filter(({ points, weight }) => points.length > 0 && weight !== "ghost");
  const [top, bottom] = [topMargin(unit), height - bottomMargin(unit, true)];
  const right =
    width -
    rightMargin(
      named.map(({ name }) => name),
      unit,
    );
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  const low = from ?? Math.min(...values, 0);
  const high = to ?? Math.max(...values, low + 1e-6);
  const y = scaleLinear([low, high], [bottom, top]).nice(3);
  const axis = { scale: y, ticks: 3 };
  const left = leftMargin(axisTexts(axis, messages.formats), unit);
  const x = scaleLinear([0, Math.max(10, lastStep)], [left, right]);
  const path = line<SeriesPoint>()
    .x((point) => Number(x(point.step).toFixed(1)))
    .y((point) => Number(y(point.value).toFixed(1)));
  const labels = placeLabels(
    named.flatMap(({ name, points, weight }) => {
      const last = points.at(-1);
      return last === undefined ? [] : [{ name, weight, y: y(last.value) }];
    }),
    // Below the line on which the marks of λ are named.
    top + lineHeight(unit) / 2,
    bottom,
    lineHeight(unit),
  );
  const told = spacedLabels(
    marks.map(({ step, lambda }) => {
      const text = messages.lab.lambdaMark(messages.formats.setting(lambda));
      return { step, lambda, text, x: x(step) + 3, width: tickWidth(text, unit) + 4 };
    }),
  );
  const bestText = best === null ? "" : messages.lab.best(messages.formats.number(best.value));
  const bestPlace =
    best === null
      ? null
      : {
          text: bestText,
          description: messages.lab.bestDescription(messages.formats.number(best.value), best.step),
          x: x(best.step),
          y: y(best.value),
          reach: { x: 6, y: 6 },
          width: rightMargin([bestText], unit),
          height: lineHeight(unit),
          // A high value has its curve below it, a low one above.
          isBelow: best.value > (low + high) / 2,
        };
  return (
    <svg width={width} height={height} aria-hidden="true">
      <VerticalAxis {...axis} at={left} gridTo={right} />
      <HorizontalAxis scale={x} at={bottom} ticks={4} label={messages.lab.axis} />
      {marks.map(({ step, lambda }) => (
        <line
          key={step}
          className={styles.mark}
          style={{ stroke: lambdaColour(lambda) }}
          x1={x(step)}
          x2={x(step)}
          y1={top - 4}
          y2={bottom}
        />
      ))}
      {told.map(({ step, lambda, text, x: at }) => (
        <text key={step} className={styles.markLabel} style={{ fill: lambdaTextColour(lambda) }} x={at} y={top - 6}>
          {text}
        </text>
      ))}
      {curves.map(({ name, points, weight }) => (
        <path key={`${name}-${weight}`} className={styles[weight]} d={path(thinned(points)) ?? ""} />
      ))}
      {bestPlace !== null && (
        <g>
          <title>{bestPlace.description}</title>
          <circle className={styles.best} cx={bestPlace.x} cy={bestPlace.y} r={5} />
          {placeAround([bestPlace], { left, right, top, bottom }).map(({ text, middle }) => (
            <text key={text} className={styles.bestLabel} {...middle} dy="0.32em" textAnchor="middle">
              {text}
            </text>
          ))}
        </g>
      )}
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

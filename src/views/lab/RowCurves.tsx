import { useMessages } from "../../messages/MessagesContext.ts";
import { line, scaleLinear, scaleLog } from "d3";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, lineHeight, rightMargin, topMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { placeLabels } from "../../charts/placeLabels.ts";
import type { SweepResult } from "../../engine/protocol/lab.ts";
import { meanAndDeviation } from "../../lab/statistics.ts";
import { lambdaColour, lambdaTextColour } from "./lambdaColour.ts";
import styles from "./SweepView.module.css";

interface RowCurvesProps {
  readonly size: Size;
  readonly results: readonly SweepResult[];
  /** What "all" stands for. */
  readonly training: number;
}

/** Accuracy by number of training rows, one line a λ: mean and standard deviation over seeds. */
export function RowCurves({ size, results, training }: RowCurvesProps) {
  const messages = useMessages();
  const countOf = (rows: number | "all") => (rows === "all" ? training : rows);
  const lambdas = [...new Set(results.map(({ lambda }) => lambda))].sort((a, b) => a - b);
  const rows = [...new Set(results.map((result) => countOf(result.trainingRows)))].sort((a, b) => a - b);
  const curves = lambdas.map((lambda) => ({
    lambda,
    points: rows.flatMap((count) => {
      const own = results.filter((result) => result.lambda === lambda && countOf(result.trainingRows) === count);
      return own.length === 0 ? [] : [{ rows: count, ...meanAndDeviation(own.map(({ accuracy }) => accuracy)) }];
    }),
  }));
  const ends = curves.flatMap(({ points }) =>
    points.flatMap(({ mean, deviation }) => [mean - deviation, mean + deviation]),
  );
  const unit = rootFontSize();
  const nameOf = (lambda: number) => messages.lab.lambdaMark(messages.formats.setting(lambda));
  const [top, bottom] = [topMargin(unit), size.height - bottomMargin(unit, true)];
  const right = size.width - rightMargin(lambdas.map(nameOf), unit);
  const y = scaleLinear([Math.min(...ends), Math.max(...ends, Math.min(...ends) + 0.01)], [bottom, top]).nice(4);
  const axis = { scale: y, ticks: 4 };
  const left = leftMargin(axisTexts(axis, messages.formats), unit);
  const x = scaleLog([Math.min(...rows), Math.max(...rows, Math.min(...rows) + 1)], [left, right]);
  const labels = placeLabels(
    curves.map(({ lambda, points }) => ({ lambda, y: y(points[points.length - 1].mean) })),
    top,
    bottom,
    lineHeight(unit),
  );
  return (
    <svg width={size.width} height={size.height} aria-hidden="true">
      <VerticalAxis {...axis} at={left} gridTo={right} label={messages.lab.sweep.y} />
      <HorizontalAxis
        scale={x}
        at={bottom}
        ticks={rows}
        label={messages.lab.sweep.rowsAxis}
        format={messages.formats.count}
      />
      {curves.map(({ lambda, points }) => (
        <g key={lambda} style={{ stroke: lambdaColour(lambda), fill: "none" }}>
          <path
            className={styles.spread}
            d={
              line<(typeof points)[number]>()
                .x((point) => x(point.rows))
                .y((point) => y(point.mean))(points) ?? ""
            }
          />
          {points.map((point) => (
            <line
              key={point.rows}
              x1={x(point.rows)}
              x2={x(point.rows)}
              y1={y(point.mean - point.deviation)}
              y2={y(point.mean + point.deviation)}
            />
          ))}
        </g>
      ))}
      {labels.map(({ lambda, y: labelY }) => (
        <text
          key={lambda}
          className={styles.lambda}
          style={{ fill: lambdaTextColour(lambda) }}
          x={right + 6}
          y={labelY}
          dy="0.32em"
        >
          {nameOf(lambda)}
        </text>
      ))}
    </svg>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { extent, scaleLinear } from "d3";
import { useState } from "react";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, lineHeight, tickWidth, topMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { placeAround } from "../../charts/placeAround.ts";
import type { SweepResult } from "../../engine/protocol/lab.ts";
import { definedRuns, groupByLambda, type SweepQuantity } from "../../lab/sweepFindings.ts";
import { lambdaColour } from "./lambdaColour.ts";
import styles from "./SweepView.module.css";

interface SweepRunsProps {
  readonly size: Size;
  readonly results: readonly SweepResult[];
  readonly quantity: SweepQuantity;
}

/** Accuracy of each run against a quantity, with the mean and the spread of each λ. */
export function SweepRuns({ size, results, quantity }: SweepRunsProps) {
  const messages = useMessages();
  const [pointed, setPointed] = useState<SweepResult | null>(null);
  const drawn = definedRuns(results, quantity);
  const unit = rootFontSize();
  const [top, bottom] = [topMargin(unit), size.height - bottomMargin(unit, true)];
  const right = size.width - unit;
  const [low, high] = extent(drawn, ({ result }) => result.accuracy) as [number, number];
  const y = scaleLinear([Math.max(0, low - 0.01), Math.min(1, high + 0.01)], [bottom, top]).nice(4);
  const axis = { scale: y, ticks: 4 };
  const left = leftMargin(axisTexts(axis, messages.formats), unit);
  const x = scaleLinear([0, Math.max(...drawn.map(({ value }) => value), 0.1)], [left, right]).nice(4);
  const groups = groupByLambda(results, quantity);
  const names = placeAround(
    groups.map(({ lambda, quantity: across, accuracy }) => {
      const text = messages.formats.setting(lambda);
      return {
        lambda,
        text,
        x: x(across.mean),
        y: y(accuracy.mean),
        reach: {
          x: Math.abs(x(across.deviation) - x(0)) + 3,
          y: Math.abs(y(accuracy.deviation) - y(0)) + 2,
        },
        width: tickWidth(text, unit) + 2,
        height: lineHeight(unit),
      };
    }),
    { left, right, top, bottom },
  );
  return (
    <svg width={size.width} height={size.height} aria-hidden="true">
      <VerticalAxis {...axis} at={left} gridTo={right} label={messages.lab.sweep.y} />
      <HorizontalAxis scale={x} at={bottom} ticks={5} label={messages.lab.sweep.x[quantity]} />
      {drawn.map(({ result, value }) => (
        <circle
          key={`${result.lambda} ${result.seed} ${result.trainingRows}`}
          className={styles.run}
          cx={x(value)}
          cy={y(result.accuracy)}
          r={3}
          fill={lambdaColour(result.lambda)}
          onPointerEnter={() => setPointed(result)}
          onPointerLeave={() => setPointed(null)}
        />
      ))}
      {groups.map(({ lambda, quantity: across, accuracy }) => (
        <g key={lambda} style={{ stroke: lambdaColour(lambda), fill: lambdaColour(lambda) }}>
          <line
            className={styles.spread}
            x1={x(across.mean)}
            x2={x(across.mean)}
            y1={y(accuracy.mean - accuracy.deviation)}
            y2={y(accuracy.mean + accuracy.deviation)}
          />
          <line
            className={styles.spread}
            x1={x(across.mean - across.deviation)}
            x2={x(across.mean + across.deviation)}
            y1={y(accuracy.mean)}
            y2={y(accuracy.mean)}
          />
        </g>
      ))}
      {names.map(({ lambda, text, middle }) => (
        <text
          key={lambda}
          className={styles.lambda}
          style={{ fill: lambdaColour(lambda) }}
          {...middle}
          dy="0.32em"
          textAnchor="middle"
        >
          {text}
        </text>
      ))}
      <text className={styles.reading} x={right} y={0.85 * unit} textAnchor="end">
        {pointed === null
          ? messages.lab.sweep.mean
          : `λ ${messages.formats.setting(pointed.lambda)} · ${messages.lab.sweep.seed} ${pointed.seed} · ${messages.lab.sweep.y} ${messages.formats.number(pointed.accuracy)}`}
      </text>
    </svg>
  );
}

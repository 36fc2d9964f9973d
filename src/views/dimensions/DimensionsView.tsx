import { useMessages } from "../../messages/MessagesContext.ts";
import { max, scaleLinear } from "d3";
import { useState, type PointerEvent } from "react";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, lineHeight, tickWidth, topMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { placeAround } from "../../charts/placeAround.ts";
import type { LayerProfile } from "../../geometry/profile.ts";
import { describeDimensions, describeHeldOutliers, namedOutliers } from "./dimensionWords.ts";
import styles from "./DimensionsView.module.css";

interface DimensionsProps {
  readonly size: Size;
  /** The layer's number. */
  readonly layer: number;
  readonly profile: LayerProfile;
  /** The held layer's profile, whose outliers are marked too where the dimensions are the same ones. */
  readonly held: LayerProfile | null;
}

/** Variance of each dimension above, mean below, outliers marked and named. */
export function Dimensions({ size, layer, profile, held }: DimensionsProps) {
  const messages = useMessages();
  const [pointed, setPointed] = useState<number | null>(null);
  const { width, height } = size;
  const { variances, means, d } = profile;
  const unit = rootFontSize();
  const line = lineHeight(unit);
  const [top, bottom] = [topMargin(unit) + line, height - bottomMargin(unit, true)];
  const middle = top + (bottom - top) * 0.6;
  const meanVariance = variances.reduce((sum, value) => sum + value, 0) / Math.max(1, d);
  const largestMean = max(means, Math.abs) ?? 0;
  const up = scaleLinear([0, Math.max(max(variances) ?? 0, 5 * meanVariance) || 1], [middle - 6, top]);
  // Room above and below for the numbers of outliers, which would else stand on the ticks of the axis.
  const reserve = Math.min(line, (bottom - middle) / 4);
  const around = scaleLinear([-largestMean || -1, largestMean || 1], [bottom - reserve, middle + 4 + reserve]);
  const axis = { scale: up, ticks: 3 };
  const left = leftMargin([...axisTexts(axis, messages.formats), messages.dimensions.mean], unit);
  const right = width - 12;
  const x = scaleLinear([0, Math.max(1, d - 1)], [left + 4, right]);
  const outlier = new Map(profile.outlierDimensions.map((entry) => [entry.dimension, entry]));
  const labelled = [...profile.outlierDimensions].sort((a, b) => b.variance - a.variance).slice(0, namedOutliers);
  const name = (dimension: number, y: number, isBelow = false) => {
    const text = String(dimension);
    return {
      dimension,
      text,
      x: x(dimension),
      y,
      reach: { x: 2, y: 1 },
      width: tickWidth(text, unit),
      height: line,
      isBelow,
    };
  };
  const names = [
    ...placeAround(
      labelled.filter(({ byVariance }) => byVariance).map(({ dimension }) => name(dimension, up(variances[dimension]))),
      { left, right, top: top - line - 2, bottom: middle },
    ),
    ...placeAround(
      labelled
        .filter(({ byVariance }) => !byVariance)
        .map(({ dimension }) => name(dimension, around(means[dimension]), means[dimension] < 0)),
      { left, right, top: middle, bottom },
    ),
  ];

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setPointed(nearestProminent(x.invert(px), x.invert(5) - x.invert(0), outlier, d));
  };
  const hasRoom = width > 26 * unit;
  const shown = pointed ?? labelled[0]?.dimension ?? null;
  const reading =
    shown === null
      ? messages.dimensions.none
      : messages.dimensions.read(
          shown,
          messages.formats.number(variances[shown]),
          messages.formats.number(means[shown]),
          messages.formats.share(profile.cosineShares[shown] ?? 0),
        );

  return (
    <svg
      width={width}
      height={height}
      tabIndex={0}
      role="img"
      aria-label={pointed === null ? describeDimensions(messages, layer, profile, held) : reading}
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        setPointed(Math.max(0, Math.min(d - 1, (pointed ?? shown ?? -step) + step)));
      }}
    >
      <VerticalAxis {...axis} at={left} gridTo={right} label={messages.dimensions.variance} />
      <VerticalAxis scale={around} at={left} ticks={[0]} gridTo={right} />
      {bottom - middle > 2.6 * line && (
        <text className={styles.meanLabel} x={left - 6} y={around(0) - 0.75 * unit} textAnchor="end" aria-hidden="true">
          {messages.dimensions.mean}
        </text>
      )}
      <HorizontalAxis
        scale={x}
        at={bottom}
        ticks={x.ticks(6).filter(Number.isInteger)}
        label={messages.dimensions.axis}
      />
      <line className={styles.threshold} x1={left} x2={right} y1={up(5 * meanVariance)} y2={up(5 * meanVariance)} />
      <text className={styles.thresholdLabel} x={left + 4} y={up(5 * meanVariance) + 0.75 * unit} aria-hidden="true">
        {messages.dimensions.threshold}
      </text>
      <path className={styles.needles} d={needles(variances, (j) => x(j), up)} />
      <path className={styles.needles} d={needles(means, (j) => x(j), around)} />
      {profile.outlierDimensions.map(({ dimension, byVariance, byMagnitude }) => (
        <g key={dimension}>
          <line
            className={byVariance ? styles.outlier : styles.plain}
            x1={x(dimension)}
            x2={x(dimension)}
            y1={up(0)}
            y2={up(variances[dimension])}
          />
          <line
            className={byMagnitude ? styles.outlier : styles.plain}
            x1={x(dimension)}
            x2={x(dimension)}
            y1={around(0)}
            y2={around(means[dimension])}
          />
        </g>
      ))}
      {names.map(({ dimension, text, middle: { x: across, y } }) => (
        <text
          key={dimension}
          className={styles.name}
          x={across}
          y={y}
          dy="0.32em"
          textAnchor="middle"
          aria-hidden="true"
        >
          {text}
        </text>
      ))}
      {held !== null && held.d === d && <HeldOutliers held={held} x={(dimension) => x(dimension)} at={middle} />}
      {held !== null && (
        <text className={styles.meanLabel} x={left + 4} y={line} aria-hidden="true">
          {describeHeldOutliers(messages, held, d)}
        </text>
      )}
      {pointed !== null && <line className={styles.pointer} x1={x(pointed)} x2={x(pointed)} y1={top} y2={bottom} />}
      {(hasRoom || pointed !== null) && (
        <text className={styles.reading} x={right} y={line} textAnchor="end" aria-hidden="true">
          {reading}
        </text>
      )}
    </svg>
  );
}

/** The dimension under the pointer; an outlier within reach (in dimensions) goes first. */
function nearestProminent(at: number, reach: number, outliers: ReadonlyMap<number, unknown>, d: number): number {
  const nearest = Math.max(0, Math.min(d - 1, Math.round(at)));
  let best = nearest;
  let distance = reach;
  for (const dimension of outliers.keys()) {
    if (Math.abs(dimension - at) < distance) {
      best = dimension;
      distance = Math.abs(dimension - at);
    }
  }
  return best;
}

function needles(values: Float64Array, x: (index: number) => number, y: (value: number) => number): string {
  const zero = y(0).toFixed(1);
  let path = "";
  for (let j = 0; j < values.length; j++) path += `M${x(j).toFixed(1)} ${zero}V${y(values[j]).toFixed(1)}`;
  return path;
}

/** Hollow marks on the line between variances and means, at the outlier dimensions of the held layer. */
function HeldOutliers({
  held,
  x,
  at,
}: {
  readonly held: LayerProfile;
  readonly x: (dimension: number) => number;
  readonly at: number;
}) {
  return held.outlierDimensions.map(({ dimension }) => (
    <circle key={dimension} className={styles.held} cx={x(dimension)} cy={at} r={3.5} aria-hidden="true" />
  ));
}

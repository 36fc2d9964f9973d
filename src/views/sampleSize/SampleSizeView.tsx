import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { line, scaleLinear, scaleLog } from "d3";
import { useState } from "react";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, lineHeight, rightMargin, topMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { placeLabels } from "../../charts/placeLabels.ts";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import type { LayerProfile } from "../../geometry/profile.ts";
import type { SampleSizePoint } from "../../geometry/sampleSize.ts";
import styles from "./SampleSizeView.module.css";

interface SampleSizeProps {
  readonly size: Size;
  readonly curve: readonly SampleSizePoint[];
  readonly profile: LayerProfile;
  readonly zeta: number;
}

type Series = "isoScoreNull" | "isoScoreUnbiased" | "isoScoreStar" | "isoScore";

/** The score of random subsets of growing size: raw, shrunk, unbiased, and what an isotropic cloud would get. */
export function SampleSize({ size, curve, profile, zeta }: SampleSizeProps) {
  const messages = useMessages();
  const [index, setIndex] = useState<number | null>(null);
  const { width, height } = size;
  const names: [Series, string, string][] = [
    ["isoScoreNull", messages.sampleSize.null, styles.null],
    ["isoScoreUnbiased", messages.sampleSize.unbiased, styles.unbiased],
    ["isoScoreStar", messages.sampleSize.shrunk(messages.formats.setting(zeta)), styles.shrunk],
    ["isoScore", messages.sampleSize.raw, styles.raw],
  ];
  const shown = names.filter(
    ([series]) => series !== "isoScoreStar" || (zeta > 0 && curve.some((point) => point.isoScoreStar !== undefined)),
  );
  const unit = rootFontSize();
  const [top, bottom] = [topMargin(unit), height - bottomMargin(unit, true)];
  const right =
    width -
    rightMargin(
      shown.map(([, name]) => name),
      unit,
    );
  const largest = Math.max(
    0.05,
    ...curve.flatMap((point) => shown.map(([series]) => valueOf(point[series]) ?? 0)).filter((value) => value <= 1.2),
  );
  const y = scaleLinear([0, largest], [bottom, top]).nice(4).clamp(true);
  const axis = { scale: y, ticks: 4 };
  const left = leftMargin(axisTexts(axis, messages.formats), unit);
  const x = scaleLog([curve[0]?.n ?? 1, Math.max(profile.n, (curve[0]?.n ?? 1) + 1)], [left, right]);
  const ends = placeLabels(
    shown.map(([series, text, className]) => ({ series, text, className, y: y(lastValue(curve, series) ?? 0) })),
    top,
    bottom,
    lineHeight(unit),
  );
  const at = index === null ? curve.length - 1 : index;
  const point = curve[at];
  const reading =
    point === undefined
      ? ""
      : [
          `n ${messages.formats.count(point.n)}`,
          ...shown.map(([series, name]) => `${name} ${text(messages, point[series])}`),
        ].join(" · ");
  return (
    <svg
      width={width}
      height={height}
      tabIndex={0}
      role="img"
      aria-label={reading}
      onPointerMove={(event) => {
        const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
        setIndex(nearest(curve, x.invert(px)));
      }}
      onPointerLeave={() => setIndex(null)}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        setIndex(Math.max(0, Math.min(curve.length - 1, at + step)));
      }}
    >
      <VerticalAxis {...axis} at={left} gridTo={right} {...(index === null && { label: messages.sampleSize.score })} />
      <HorizontalAxis
        scale={x}
        at={bottom}
        ticks={sizeTicks(x.domain() as [number, number])}
        label={messages.sampleSize.axis}
        format={messages.formats.count}
      />
      {shown.map(([series, , className]) => (
        <path
          key={series}
          className={className}
          d={
            line<SampleSizePoint>()
              .defined((entry) => valueOf(entry[series]) !== undefined)
              .x((entry) => x(entry.n))
              .y((entry) => y(valueOf(entry[series]) ?? 0))(curve) ?? ""
          }
        />
      ))}
      {ends.map(({ series, text: label, className, y: labelY }) => (
        <text
          key={series}
          className={`${styles.label} ${className}`}
          x={right + 8}
          y={labelY}
          dy="0.32em"
          aria-hidden="true"
        >
          {label}
        </text>
      ))}
      {point !== undefined && index !== null && (
        <line className={styles.pointer} x1={x(point.n)} x2={x(point.n)} y1={top} y2={bottom} />
      )}
      <text className={styles.reading} x={width} y={12} textAnchor="end" aria-hidden="true">
        {index === null ? messages.sampleSize.here(profile.n) : reading}
      </text>
    </svg>
  );
}

function valueOf(measure: Measure | undefined): number | undefined {
  return measure !== undefined && isDefined(measure) ? measure : undefined;
}

function text(messages: Messages, measure: Measure | undefined): string {
  const value = valueOf(measure);
  return value === undefined ? "–" : messages.formats.number(value);
}

function lastValue(curve: readonly SampleSizePoint[], series: Series): number | undefined {
  return valueOf(curve.at(-1)?.[series]);
}

function nearest(curve: readonly SampleSizePoint[], n: number): number {
  let best = 0;
  curve.forEach((point, i) => {
    if (Math.abs(Math.log(point.n / n)) < Math.abs(Math.log(curve[best].n / n))) best = i;
  });
  return best;
}

/** 10, 30, 100, 300 … within the domain. */
function sizeTicks([low, high]: [number, number]): number[] {
  const ticks: number[] = [];
  for (let decade = 1; decade <= high; decade *= 10) {
    for (const factor of [1, 3]) if (decade * factor >= low && decade * factor <= high) ticks.push(decade * factor);
  }
  return ticks;
}

/** The curve as a table. */
export function sampleSizeTable(messages: Messages, curve: readonly SampleSizePoint[]) {
  const words = messages.sampleSize;
  return {
    columns: ["n", words.raw, words.shrunkColumn, words.unbiased, words.null],
    rows: curve.map((point) => [
      messages.formats.count(point.n),
      text(messages, point.isoScore),
      text(messages, point.isoScoreStar),
      text(messages, point.isoScoreUnbiased),
      text(messages, point.isoScoreNull),
    ]),
    saved: () => ({
      columns: ["n", "isoScore", "isoScoreStar", "isoScoreUnbiased", "isoScoreNull"],
      rows: curve.map((point) => [
        point.n,
        ...[point.isoScore, point.isoScoreStar, point.isoScoreUnbiased, point.isoScoreNull].map(
          (measure) => valueOf(measure) ?? null,
        ),
      ]),
    }),
  };
}

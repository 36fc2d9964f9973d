import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { area, line } from "d3";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { rightMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import { layerColour } from "../../charts/layerColour.ts";
import styles from "./MeasureChart.module.css";
import type { LayerScale } from "./layerScale.ts";
import type { LayerReading } from "../../report/layerReading.ts";
import type { MeasureFrame } from "./measureFrame.ts";

/** One run's curve: a reading a layer, undefined until the layer has been measured. */
export interface MeasureCurve {
  readonly readings: readonly (LayerReading | undefined)[];
  /** The number of each layer, ascending. */
  readonly numbers: readonly number[];
}

interface MeasurePlotProps {
  readonly width: number;
  readonly height: number;
  readonly frame: MeasureFrame;
  readonly x: LayerScale;
  readonly curve: MeasureCurve;
  /** Indices of the layers chosen and shown. */
  readonly chosen: number;
  readonly shown: number;
  /** The held run's curve and the index of its layer that is compared. */
  readonly held: (MeasureCurve & { readonly layer: number }) | null;
}

/** The curve of one measure with its intervals behind, the cursor, and a held run's curve beside it. */
export function MeasurePlot({ width, height, frame, x, curve, chosen, shown, held }: MeasurePlotProps) {
  const messages = useMessages();
  const { readings, numbers } = curve;
  const { left, right, top, bottom, axis } = frame;
  const y = axis.scale;
  const at = (layer: number) => x.at(layer, numbers);
  const known = knownPoints(curve);
  const path = line<KnownPoint>().x((point) => at(point.layer));
  const band = area<KnownPoint>()
    .defined((point) => point.interval !== undefined)
    .x((point) => at(point.layer))
    .y0((point) => y(point.interval?.low ?? point.value))
    .y1((point) => y(point.interval?.high ?? point.value));
  const onAxis = known.filter((point) => point.nullValue !== undefined && point.nullValue <= y.domain()[1]);
  return (
    <svg width={width} height={height} aria-hidden="true" className={styles.svg}>
      <VerticalAxis {...axis} at={left - 4} gridTo={right} />
      <HorizontalAxis scale={x.scale} at={bottom} ticks={x.ticks} format={String} />
      {shown !== chosen && <line className={styles.hovered} x1={at(shown)} x2={at(shown)} y1={top} y2={bottom} />}
      <line className={styles.cursor} x1={at(chosen)} x2={at(chosen)} y1={top - 2} y2={bottom} />
      {held !== null && <HeldCurve held={held} x={x} y={y} top={top} bottom={bottom} />}
      {onAxis.length > 0 && (
        <path className={styles.null} d={path.y((point) => y(point.nullValue ?? 0))(onAxis) ?? ""} />
      )}
      <path className={styles.band} d={band(known) ?? ""} />
      <path className={styles.curve} d={path.y((point) => y(point.value))(known) ?? ""} />
      {readings[shown]?.nullValue !== undefined && (
        <text className={readings[shown].isSmall ? styles.small : styles.nullLabel} x={left} y={top + 2}>
          {nullText(messages, readings[shown], readings[shown].nullValue, right - left)}
        </text>
      )}
      {known.map(({ layer, value }) => (
        <circle
          key={layer}
          cx={at(layer)}
          cy={y(value)}
          r={layer === shown ? 5 : 3.5}
          fill={layerColour(numbers[layer], numbers.at(-1) ?? 0)}
          className={layer === shown ? styles.here : undefined}
        />
      ))}
    </svg>
  );
}

interface HeldCurveProps {
  readonly held: MeasureCurve & { readonly layer: number };
  readonly x: LayerScale;
  readonly y: (value: number) => number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A dotted curve with hollow marks, intervals as whiskers, and a cursor of its own with a handle on the axis. It is drawn
 * first and its marks are larger: where both runs have the same value, the held one is a ring round the other.
 */
function HeldCurve({ held, x, y, top, bottom }: HeldCurveProps) {
  const at = (layer: number) => x.at(layer, held.numbers);
  const known = knownPoints(held);
  const path = line<KnownPoint>()
    .x((point) => at(point.layer))
    .y((point) => y(point.value));
  const cursor = at(held.layer);
  return (
    <g className={styles.held}>
      <line className={styles.heldCursor} x1={cursor} x2={cursor} y1={top - 2} y2={bottom} />
      <path className={styles.heldHandle} d={`M${cursor} ${bottom + 0.5}l4.5 6h-9z`} />
      {known.map(({ layer, interval }) =>
        interval === undefined ? null : (
          <line
            key={layer}
            className={styles.whisker}
            x1={at(layer)}
            x2={at(layer)}
            y1={y(interval.low)}
            y2={y(interval.high)}
          />
        ),
      )}
      <path className={styles.heldCurve} d={path(known) ?? ""} />
      {known.map(({ layer, value }) => (
        <circle
          key={layer}
          className={styles.heldMark}
          cx={at(layer)}
          cy={y(value)}
          r={layer === held.layer ? 6 : 4.5}
        />
      ))}
    </g>
  );
}

/** What an isotropic cloud would have, and that there are too few points, where that has room: the colour says it too. */
function nullText(messages: Messages, { isSmall }: LayerReading, value: number, room: number): string {
  const written = messages.formats.number(value);
  const warning = messages.layers.small(written);
  return isSmall && rightMargin([warning], rootFontSize()) < room ? warning : messages.layers.nullValue(written);
}

interface KnownPoint {
  /** Its index. */
  readonly layer: number;
  readonly value: number;
  readonly interval?: LayerReading["interval"];
  readonly nullValue?: number | undefined;
}

function knownPoints({ readings, numbers }: MeasureCurve): KnownPoint[] {
  return numbers.flatMap((_, layer) => {
    const reading = readings[layer];
    return reading?.value === undefined
      ? []
      : [{ layer, value: reading.value, interval: reading.interval, nullValue: reading.nullValue }];
  });
}

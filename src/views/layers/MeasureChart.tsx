import { readingText } from "./readingText.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useRef } from "react";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import { useSize } from "../../charts/frame/useSize.ts";
import type { LayerAxis } from "../../store/comparison.ts";
import type { DrawnMeasureId } from "../../geometry/measures/table.ts";
import { compareReadings } from "../comparison/compareReadings.ts";
import { HeldValue } from "../comparison/HeldValue.tsx";
import { layerScale } from "./layerScale.ts";
import styles from "./MeasureChart.module.css";
import { measureFrame } from "./measureFrame.ts";
import { MeasurePlot, type MeasureCurve } from "./MeasurePlot.tsx";

/** How near to the held cursor's handle, below the axis, a press takes hold of it. */
const handleReach = 12;

interface MeasureChartProps {
  readonly id: DrawnMeasureId;
  readonly curve: MeasureCurve;
  /** Indices of the layers chosen and shown. */
  readonly chosen: number;
  readonly shown: number;
  readonly held: (MeasureCurve & { readonly layer: number }) | null;
  readonly axis: LayerAxis;
  readonly onExplain: () => void;
  readonly onHover: (layer: number | null) => void;
  readonly onChoose: (layer: number) => void;
  readonly onMoveHeld: (layer: number) => void;
}

/** One measure over the layers: its value at the shown layer in figures, and the curve with its interval behind. */
export function MeasureChart({
  id,
  curve,
  chosen,
  shown,
  held,
  axis,
  onExplain,
  onHover,
  onChoose,
  onMoveHeld,
}: MeasureChartProps) {
  const messages = useMessages();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const dragsHeld = useRef(false);
  const text = messages.measures[id];
  const { readings, numbers } = curve;
  const here = readings[shown];
  const pair = held === null ? undefined : compareReadings(messages, here, held.readings[held.layer]);
  const drawn = [...readings, ...(held?.readings ?? [])];
  const frame = measureFrame({ width, height }, drawn, messages.formats, rootFontSize());
  const x = layerScale(axis, held === null ? [numbers] : [numbers, held.numbers], [frame.left, frame.right]);
  const place = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { px: event.clientX - box.left, py: event.clientY - box.top };
  };
  const move = (px: number) => {
    if (dragsHeld.current && held !== null) onMoveHeld(x.indexAt(px, held.numbers));
    else onChoose(x.indexAt(px, numbers));
  };
  return (
    <figure
      className={
        readings.some((reading) => reading?.isStale === true) ? `${styles.figure} ${styles.stale}` : styles.figure
      }
    >
      <figcaption className={held === null ? styles.caption : `${styles.caption} ${styles.compared}`}>
        <button
          type="button"
          className={styles.name}
          onClick={onExplain}
          aria-label={messages.explain.open(text.name)}
          aria-haspopup="dialog"
        >
          {text.name}
        </button>
        <span className={styles.figures}>
          <span className={here === undefined || here.value === undefined ? styles.noValue : styles.value}>
            {here === undefined ? "…" : readingText(messages, here)}
          </span>
          {here?.interval !== undefined && (
            <span className={styles.interval}>
              {messages.formats.number(here.interval.low)}–{messages.formats.number(here.interval.high)}
            </span>
          )}
        </span>
        {pair !== undefined && <HeldValue pair={pair} />}
      </figcaption>
      <div
        ref={ref}
        className={styles.plot}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const { px, py } = place(event);
          const onHandle =
            held !== null && py > frame.bottom && Math.abs(px - x.at(held.layer, held.numbers)) < handleReach;
          dragsHeld.current = held !== null && (event.shiftKey || onHandle);
          move(px);
        }}
        onPointerMove={(event) => {
          const { px } = place(event);
          if (event.buttons === 1) move(px);
          else onHover(x.indexAt(px, numbers));
        }}
        onPointerLeave={() => onHover(null)}
      >
        {width > 0 && height > 0 && readings.length > 0 && (
          <MeasurePlot
            width={width}
            height={height}
            frame={frame}
            x={x}
            curve={curve}
            chosen={chosen}
            shown={shown}
            held={held}
          />
        )}
      </div>
    </figure>
  );
}

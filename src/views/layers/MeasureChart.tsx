import { area, line, scaleLinear, scalePoint } from "d3";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { useSize } from "../../charts/frame/useSize.ts";
import { formatNumber } from "../../charts/format.ts";
import { layerColour } from "../../charts/layerColour.ts";
import { measureTexts } from "../../messages/measures.ts";
import { english } from "../../messages/english.ts";
import type { MeasureId } from "../../store/measureIds.ts";
import styles from "./MeasureChart.module.css";
import type { LayerReading } from "./readings.ts";

const margin = { left: 36, right: 12, top: 16, bottom: 22 };

interface MeasureChartProps {
  readonly id: MeasureId;
  /** One entry a layer; undefined until the layer has been measured. */
  readonly readings: readonly (LayerReading | undefined)[];
  readonly chosen: number;
  readonly shown: number;
  readonly last: number;
  readonly onExplain: () => void;
  readonly onHover: (layer: number | null) => void;
  readonly onChoose: (layer: number) => void;
}

/** One measure over the layers: its value at the shown layer in figures, and the curve with its interval behind. */
export function MeasureChart({ id, readings, chosen, shown, last, onExplain, onHover, onChoose }: MeasureChartProps) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const text = measureTexts[id];
  const here = readings[shown];
  const layerAt = (clientX: number, element: Element) => {
    const { left } = element.getBoundingClientRect();
    const step = (width - margin.left - margin.right) / Math.max(1, last);
    return Math.max(0, Math.min(last, Math.round((clientX - left - margin.left) / step)));
  };
  return (
    <figure className={readings.some((reading) => reading?.isStale === true) ? `${styles.figure} ${styles.stale}` : styles.figure}>
      <figcaption className={styles.caption}>
        <button type="button" className={styles.name} onClick={onExplain} aria-label={english.explain.open(text.name)} aria-haspopup="dialog">
          {text.name}
        </button>

        <span className={styles.figures}>
        <span className={here === undefined || here.value === undefined ? styles.noValue : styles.value}>{here === undefined ? "…" : here.text}</span>
        {here?.interval !== undefined && (
          <span className={styles.interval}>
            {formatNumber(here.interval.low)}–{formatNumber(here.interval.high)}
          </span>
        )}
        </span>
      </figcaption>
      <div
        ref={ref}
        className={styles.plot}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          onChoose(layerAt(event.clientX, event.currentTarget));
        }}
        onPointerMove={(event) => {
          const layer = layerAt(event.clientX, event.currentTarget);
          if (event.buttons === 1) onChoose(layer);
          else onHover(layer);
        }}
        onPointerLeave={() => onHover(null)}
      >
        {width > 0 && height > 0 && readings.length > 0 && <Plot width={width} height={height} readings={readings} chosen={chosen} shown={shown} last={last} />}
      </div>
    </figure>
  );
}

interface PlotProps extends Pick<MeasureChartProps, "readings" | "chosen" | "shown" | "last"> {
  readonly width: number;
  readonly height: number;
}

function Plot({ width, height, readings, chosen, shown, last }: PlotProps) {
  const layers = Array.from({ length: last + 1 }, (_, layer) => layer);
  const bottom = height - margin.bottom;
  const x = scalePoint(layers, [margin.left, width - margin.right]);
  const at = (layer: number) => x(layer) ?? margin.left;
  const y = scaleLinear(domainOf(readings), [bottom, margin.top]).nice(3);
  const known = layers.flatMap((layer) => {
    const reading = readings[layer];
    return reading?.value === undefined ? [] : [{ layer, value: reading.value, interval: reading.interval, nullValue: reading.nullValue }];
  });
  const curve = line<(typeof known)[number]>().x((point) => at(point.layer));
  const band = area<(typeof known)[number]>()
    .defined((point) => point.interval !== undefined)
    .x((point) => at(point.layer))
    .y0((point) => y(point.interval?.low ?? point.value))
    .y1((point) => y(point.interval?.high ?? point.value));
  const onAxis = known.filter((point) => point.nullValue !== undefined && point.nullValue <= y.domain()[1]);
  return (
    <svg width={width} height={height} aria-hidden="true" className={styles.svg}>
      <VerticalAxis scale={y} at={margin.left - 4} ticks={3} gridTo={width - margin.right} format={shortNumber} />
      <HorizontalAxis
        scale={scaleLinear([0, Math.max(1, last)], [margin.left, width - margin.right])}
        at={bottom}
        ticks={layers.filter((layer) => last <= 12 || layer % 2 === 0)}
        format={String}
      />
      {shown !== chosen && <line className={styles.hovered} x1={at(shown)} x2={at(shown)} y1={margin.top} y2={bottom} />}
      <line className={styles.cursor} x1={at(chosen)} x2={at(chosen)} y1={margin.top - 2} y2={bottom} />
      {onAxis.length > 0 && <path className={styles.null} d={curve.y((point) => y(point.nullValue ?? 0))(onAxis) ?? ""} />}
      <path className={styles.band} d={band(known) ?? ""} />
      <path className={styles.curve} d={curve.y((point) => y(point.value))(known) ?? ""} />
      {readings[shown]?.nullValue !== undefined && (
        <text className={readings[shown].isSmall ? styles.small : styles.nullLabel} x={margin.left} y={margin.top + 2}>
          {(readings[shown].isSmall ? english.layers.small : english.layers.nullValue)(formatNumber(readings[shown].nullValue))}
        </text>
      )}
      {known.map(({ layer, value }) => (
        <circle key={layer} cx={at(layer)} cy={y(value)} r={layer === shown ? 5 : 3.5} fill={layerColour(layer, last)} className={layer === shown ? styles.here : undefined} />
      ))}
    </svg>
  );
}

/** Tick labels have little room: at most three digits. */
function shortNumber(value: number): string {
  return Math.abs(value) >= 1 || value === 0 ? String(Number(value.toPrecision(3))) : formatNumber(value).replace(/0+$/, "");
}

/** The values with their intervals; from 0 where that costs little of the height. */
function domainOf(readings: readonly (LayerReading | undefined)[]): [number, number] {
  const values = readings.flatMap((reading) =>
    reading?.value === undefined ? [] : [reading.value, ...(reading.interval === undefined ? [] : [reading.interval.low, reading.interval.high])],
  );
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, 2 * low), Math.max(0, 2 * high)];
  return low > 0 && low < 0.6 * high ? [0, high] : [low, high];
}

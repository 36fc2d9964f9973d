import { useMessages } from "../../messages/MessagesContext.ts";
import { line, scaleLinear } from "d3";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, lineHeight, rightMargin, topMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { placeLabels } from "../../charts/placeLabels.ts";
import type { CloudFigures } from "../../lab/cloudFigures.ts";
import type { LayerChange } from "../../lab/layerChange.ts";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import styles from "./LabLayers.module.css";

interface Place {
  readonly index: number;
  readonly value: number;
}

interface LayerChangeChartProps {
  readonly size: Size;
  readonly title: string;
  readonly changes: readonly LayerChange[];
  readonly measure: (figures: CloudFigures) => Measure;
  /** True draws what an isotropic cloud would score, where it fits. */
  readonly withNull?: boolean;
}

/**
 * Top of the axis. A layer far above all others (the dimension of the embeddings, where the same word lies in few places)
 * would flatten them: it is drawn at the edge, with its value beside it.
 */
function highest(points: readonly Place[]): number {
  const rest = points.filter(({ index }) => index > 0).map(({ value }) => value);
  const all = Math.max(...points.map(({ value }) => value), 1e-6);
  const others = Math.max(...rest, 1e-6);
  return rest.length > 2 && all > 3 * others ? others : all;
}

/** One measure of each layer before training, hollow, and after it, filled. */
export function LayerChangeChart({ size, title, changes, measure, withNull = false }: LayerChangeChartProps) {
  const messages = useMessages();
  const places = (of: (change: LayerChange) => Measure): Place[] =>
    changes.flatMap((change, index) => {
      const value = of(change);
      return isDefined(value) ? [{ index, value }] : [];
    });
  const before = places((change) => measure(change.before));
  const after = places((change) => measure(change.after));
  const nulls = withNull ? places((change) => change.after.isoScoreNull) : [];
  const unit = rootFontSize();
  const { before: nameBefore, after: nameAfter, isotropic } = messages.labLayers;
  const right = size.width - rightMargin([nameBefore, nameAfter, ...(withNull ? [isotropic] : [])], unit);
  const [top, bottom] = [topMargin(unit) + 4, size.height - bottomMargin(unit, true)];
  const y = scaleLinear([0, highest([...before, ...after])], [bottom, top])
    .nice(3)
    .clamp(true);
  const axis = { scale: y, ticks: 3 };
  const left = leftMargin(axisTexts(axis, messages.formats), unit);
  const x = scaleLinear([0, Math.max(1, changes.length - 1)], [left + 8, right]);
  const beyond = after.filter(({ value }) => value > y.domain()[1]);
  const path = line<Place>()
    .x(({ index }) => x(index))
    .y(({ value }) => y(value));
  const shownNulls = nulls.every(({ value }) => value <= y.domain()[1]) ? nulls : [];
  const labels = placeLabels(
    [
      { name: nameBefore, points: before, style: styles.quietLabel },
      { name: nameAfter, points: after, style: styles.label },
      { name: isotropic, points: shownNulls, style: styles.quietLabel },
    ].flatMap(({ name, points, style }) => {
      const last = points.at(-1);
      return last === undefined ? [] : [{ name, style, y: y(last.value) }];
    }),
    top,
    bottom,
    lineHeight(unit),
  );
  const every = Math.ceil((changes.length * 1.5 * unit) / Math.max(1, right - left));
  const ticks = changes
    .map((_, index) => index)
    .filter((index) => index % every === 0 || changes[index].layer === "adapter");
  const layerName = (index: number) =>
    changes[index].layer === "adapter" ? messages.labLayers.adapter : String(changes[index].layer);
  return (
    <svg width={size.width} height={size.height} aria-hidden="true">
      <VerticalAxis {...axis} at={left} gridTo={right} label={title} />
      <HorizontalAxis scale={x} at={bottom} ticks={ticks} label={messages.labLayers.axis} format={layerName} />
      <path className={styles.null} d={path(shownNulls) ?? ""} />
      <path className={styles.before} d={path(before) ?? ""} />
      <path className={styles.after} d={path(after) ?? ""} />
      {before.map(({ index, value }) => (
        <circle key={index} className={styles.hollow} cx={x(index)} cy={y(value)} r={3.5} />
      ))}
      {after.map(({ index, value }) => (
        <circle key={index} className={styles.filled} cx={x(index)} cy={y(value)} r={3} />
      ))}
      {beyond.map(({ index, value }) => (
        <text key={index} className={styles.quietLabel} x={x(index) + 8} y={top} dy="0.32em">
          {messages.labLayers.beyond(messages.formats.number(value))}
        </text>
      ))}
      {labels.map(({ name, style, y: labelY }) => (
        <text key={name} className={style} x={right + 8} y={labelY} dy="0.32em">
          {name}
        </text>
      ))}
    </svg>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { useState, type PointerEvent } from "react";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts, type AxisTicks } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, lineHeight, rightMargin, topMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { layerColour } from "../../charts/layerColour.ts";
import { placeLabels } from "../../charts/placeLabels.ts";
import { cumulativeShares } from "../../geometry/spectrum.ts";
import type { SpectrumForm } from "../../store/viewFields.ts";
import { describeSpectra, type Spectra } from "./spectra.ts";
import { powersOfTen, spectrumPath, spectrumScales } from "./spectrumCurve.ts";
import styles from "./SpectrumView.module.css";

interface SpectrumChartProps {
  readonly size: Size;
  readonly spectra: Spectra;
  readonly form: SpectrumForm;
}

/** The spectrum of a layer, the others in grey, the isotropic one dashed, a held one dotted. */
export function SpectrumChart({ size, spectra, form }: SpectrumChartProps) {
  const messages = useMessages();
  const [index, setIndex] = useState<number | null>(null);
  const { width, height } = size;
  const { layer, numbers, shown, all, isotropic, held } = spectra;
  const drawn = [...all, held?.values].filter((values) => values !== undefined);
  const unit = rootFontSize();
  const names = {
    layer: messages.layers.layer(numbers[layer]),
    isotropic: messages.spectrum.isotropic,
    held: held === null ? "" : messages.comparison.heldLayer(held.number),
  };
  const [top, bottom] = [topMargin(unit), height - bottomMargin(unit, true)];
  const right = width - rightMargin(Object.values(names), unit);
  // The scale of values does not depend on where the axis stands, and its ticks say how much room that needs.
  const upright = spectrumScales(form, drawn, isotropic, { left: 0, right, top, bottom }).y;
  const axis = { scale: upright, ...ticksOf(messages, form, upright) };
  const left = leftMargin(axisTexts(axis, messages.formats), unit);
  const frame = { left, right, top, bottom };
  const scales = spectrumScales(form, drawn, isotropic, frame);
  const path = (values: Float64Array) => spectrumPath(form, values, scales);
  const { last } = scales;
  const d = Math.max(shown.length, held?.values.length ?? 0);

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setIndex(Math.max(0, Math.min(last - 1, Math.round(scales.x.invert(px)) - 1)));
  };
  const cumulative = cumulativeShares(shown);
  const heldCumulative = held === null ? null : cumulativeShares(held.values);
  const read = (i: number) =>
    heldCumulative === null || held === null
      ? messages.spectrum.read(
          i + 1,
          messages.formats.number(shown[i] ?? 0),
          messages.formats.share(cumulative[i] ?? 1),
        )
      : form === "cumulative"
        ? messages.comparison.spectrumRead(
            i + 1,
            messages.formats.share(cumulative[i] ?? 1),
            messages.formats.share(heldCumulative[i] ?? 1),
          )
        : messages.comparison.spectrumRead(
            i + 1,
            messages.formats.share(shown[i] ?? 0),
            messages.formats.share(held.values[i] ?? 0),
          );
  // The reading and the axis label share the top line: where both don't fit, the reading shows while something is pointed at.
  const hasRoom = width > 27 * unit;
  return (
    <svg
      width={width}
      height={height}
      tabIndex={0}
      role="img"
      aria-label={index === null ? describeSpectra(messages, spectra) : read(index)}
      onPointerMove={point}
      onPointerLeave={() => setIndex(null)}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        setIndex(Math.max(0, Math.min(last - 1, (index ?? -step) + step)));
      }}
    >
      <VerticalAxis
        {...axis}
        at={frame.left}
        gridTo={frame.right}
        {...((hasRoom || index === null) && {
          label: form === "cumulative" || spectra.areShares ? messages.spectrum.share : messages.spectrum.eigenvalue,
        })}
      />
      <HorizontalAxis
        scale={scales.x}
        at={frame.bottom}
        ticks={[1, ...scales.x.ticks(5).filter((tick) => tick > 1 && tick >= last / 10 && Number.isInteger(tick))]}
        label={last < d ? messages.spectrum.rankOf(d - last, d) : messages.spectrum.rank}
        format={String}
      />
      {all.map((other, i) =>
        other === undefined || i === layer ? null : <path key={i} className={styles.other} d={path(other)} />,
      )}
      <path className={styles.null} d={path(isotropic)} />
      <path
        className={styles.line}
        style={{ stroke: layerColour(numbers[layer], numbers.at(-1) ?? 0) }}
        d={path(shown)}
      />
      {held !== null && <path className={styles.held} d={path(held.values)} />}
      <DirectLabels
        frameRight={frame.right}
        entries={[
          {
            key: "layer",
            text: names.layer,
            y: scales.endOf(shown),
            className: styles.layerLabel,
          },
          { key: "null", text: names.isotropic, y: scales.endOf(isotropic), className: styles.nullLabel },
          ...(held === null
            ? []
            : [
                {
                  key: "held",
                  text: names.held,
                  y: scales.endOf(held.values),
                  className: styles.heldLabel,
                },
              ]),
        ]}
        low={frame.top}
        high={frame.bottom}
      />
      {index !== null && index < shown.length && (
        <circle
          className={styles.dot}
          cx={scales.x(index + 1)}
          cy={scales.yOf(shown, index)}
          r={4}
          aria-hidden="true"
        />
      )}
      {index !== null && held !== null && index < held.values.length && (
        <circle
          className={styles.heldDot}
          cx={scales.x(index + 1)}
          cy={scales.yOf(held.values, index)}
          r={4}
          aria-hidden="true"
        />
      )}
      {(index !== null || hasRoom) && (
        <text className={styles.reading} x={width} y={0.85 * unit} textAnchor="end" aria-hidden="true">
          {read(index ?? 0)}
        </text>
      )}
    </svg>
  );
}

/** Which values the vertical axis names, and how. */
function ticksOf(
  messages: Messages,
  form: SpectrumForm,
  scale: AxisTicks["scale"],
): Pick<AxisTicks, "ticks" | "format"> {
  switch (form) {
    case "linear":
      return { ticks: 4 };
    case "cumulative":
      return { ticks: 4, format: messages.formats.share };
    case "log":
      return { ticks: powersOfTen(scale), format: (power) => plainPower(messages, power) };
  }
}

/** Powers of ten as people write them: 100, 10, 1, 0.1, 0.01, 10⁻⁵. */
function plainPower(messages: Messages, value: number): string {
  return value >= 1e-4 && value < 1e6
    ? messages.formats.decimal(Number(value.toPrecision(1)), 4)
    : messages.formats.number(value).replace("1.00·", "");
}

interface LabelEntry {
  readonly key: string;
  readonly text: string;
  readonly y: number;
  readonly className: string;
}

/** Labels at the ends of lines, pushed apart where they would overlap. */
function DirectLabels({
  entries,
  frameRight,
  low,
  high,
}: {
  readonly entries: readonly LabelEntry[];
  readonly frameRight: number;
  readonly low: number;
  readonly high: number;
}) {
  return placeLabels(entries, low + 6, high - 4, lineHeight(rootFontSize())).map(({ key, text, y, className }) => (
    <text key={key} className={className} x={frameRight + 6} y={y} dy="0.32em" aria-hidden="true">
      {text}
    </text>
  ));
}

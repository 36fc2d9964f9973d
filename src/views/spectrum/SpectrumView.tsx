import { useState, type PointerEvent } from "react";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import type { Size } from "../../charts/frame/useSize.ts";
import { formatNumber, formatShare } from "../../charts/format.ts";
import { layerColour } from "../../charts/layerColour.ts";
import { placeLabels } from "../../charts/placeLabels.ts";
import type { LayerResult } from "../../engine/protocol.ts";
import { cumulativeShares } from "../../geometry/spectrum.ts";
import { english } from "../../messages/english.ts";
import { chosenLayer, lastLayer, shownLayer, useApp } from "../../store/appStore.ts";
import type { SpectrumForm } from "../../store/viewState.ts";
import { Toggle } from "../page/Choice.tsx";
import { Pending, Waiting } from "../page/Waiting.tsx";
import { spectrumPath, spectrumScales } from "./spectrumCurve.ts";
import styles from "./SpectrumView.module.css";

const margin = { left: 48, right: 92, top: 22, bottom: 36 };
const forms = (["linear", "log", "cumulative"] as const).map((value) => ({ value, text: english.spectrum.form[value] }));

/** The eigenvalues of the shown layer, the other layers in grey behind, and the isotropic cloud as a reference. */
export function SpectrumView() {
  const results = useApp((state) => state.engine.results);
  const form = useApp((state) => state.view.spectrum);
  const changeView = useApp((state) => state.changeView);
  const shown = useApp(shownLayer);
  const chosen = useApp(chosenLayer);
  const last = useApp(lastLayer);
  const layers = results?.layers ?? [];
  const layer = layers[shown] === undefined ? chosen : shown;
  const result = layers[layer];
  const table = () => spectrumTable(layers, result);
  const controls = <Toggle label={english.spectrum.title} value={form} options={forms} onChange={(value) => changeView({ spectrum: value as SpectrumForm })} />;
  return (
    <ChartPanel title={english.spectrum.title} description={result === undefined ? "" : describe(layer, result)} table={table} controls={controls}>
      {(size) =>
        result === undefined ? (
          <Pending />
        ) : !(result.profile.eigenvalues[0] > 0) ? (
          <Waiting text={english.notDefined("zero-variance")} />
        ) : (
          <Spectrum size={size} layers={layers} layer={layer} last={last} result={result} form={form} />
        )
      }
    </ChartPanel>
  );
}

interface SpectrumProps {
  readonly size: Size;
  readonly layers: readonly (LayerResult | undefined)[];
  readonly layer: number;
  readonly last: number;
  readonly result: LayerResult;
  readonly form: SpectrumForm;
}

function Spectrum({ size, layers, layer, last, result, form }: SpectrumProps) {
  const [index, setIndex] = useState<number | null>(null);
  const { width, height } = size;
  const { eigenvalues } = result.profile;
  const drawn = layers.flatMap((other) => (other === undefined ? [] : [other.profile.eigenvalues]));
  const frame = { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const scales = spectrumScales(form, drawn, result.profile.nullEigenvalues, frame);
  const path = (values: Float64Array) => spectrumPath(form, values, scales);

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setIndex(Math.max(0, Math.min(eigenvalues.length - 1, Math.round(scales.x.invert(px)) - 1)));
  };
  const cumulative = cumulativeShares(eigenvalues);
  // The reading and the axis label share the top line: where both don't fit, the reading shows while something is pointed at.
  const hasRoom = width > 430;
  const ticks = form === "log" ? scales.y.ticks(4).filter((tick) => Number.isInteger(Math.log10(tick) + 1e-9) || Math.abs(Math.log10(tick) % 1) < 1e-9) : 4;
  const format = form === "cumulative" ? formatShare : form === "log" ? plainPower : undefined;

  return (
    <svg
      width={width}
      height={height}
      tabIndex={0}
      role="img"
      aria-label={index === null ? describe(layer, result) : english.spectrum.read(index + 1, formatNumber(eigenvalues[index]), formatShare(cumulative[index]))}
      onPointerMove={point}
      onPointerLeave={() => setIndex(null)}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        setIndex(Math.max(0, Math.min(eigenvalues.length - 1, (index ?? -step) + step)));
      }}
    >
      <VerticalAxis scale={scales.y} at={frame.left} ticks={ticks} gridTo={frame.right} {...(format !== undefined && { format })} {...((hasRoom || index === null) && { label: form === "cumulative" ? english.spectrum.share : english.spectrum.eigenvalue })} />
      <HorizontalAxis scale={scales.x} at={frame.bottom} ticks={[1, ...scales.x.ticks(5).filter((tick) => tick >= eigenvalues.length / 10)]} label={english.spectrum.rank} format={String} />
      {layers.map((other, i) =>
        other === undefined || i === layer ? null : <path key={i} className={styles.other} d={path(other.profile.eigenvalues)} />,
      )}
      <path className={styles.null} d={path(result.profile.nullEigenvalues)} />
      <path className={styles.line} style={{ stroke: layerColour(layer, last) }} d={path(eigenvalues)} />
      <DirectLabels frameRight={frame.right} entries={[
        { key: "layer", text: english.layers.layer(layer), y: scales.endOf(eigenvalues), className: styles.layerLabel },
        { key: "null", text: english.spectrum.isotropic, y: scales.endOf(result.profile.nullEigenvalues), className: styles.nullLabel },
      ]} low={frame.top} high={frame.bottom} />
      {index !== null && <circle className={styles.dot} cx={scales.x(index + 1)} cy={scales.yOf(eigenvalues, index)} r={4} aria-hidden="true" />}
      {(index !== null || hasRoom) && (
        <text className={styles.reading} x={width} y={14} textAnchor="end" aria-hidden="true">
          {english.spectrum.read((index ?? 0) + 1, formatNumber(eigenvalues[index ?? 0]), formatShare(cumulative[index ?? 0]))}
        </text>
      )}
    </svg>
  );
}

/** Powers of ten as people write them: 100, 10, 1, 0.1, 0.01. */
function plainPower(value: number): string {
  return value >= 1e-4 && value < 1e6 ? String(Number(value.toPrecision(1))) : formatNumber(value);
}

interface LabelEntry {
  readonly key: string;
  readonly text: string;
  readonly y: number;
  readonly className: string;
}

/** Labels at the ends of lines, pushed apart where they would overlap. */
function DirectLabels({ entries, frameRight, low, high }: { readonly entries: readonly LabelEntry[]; readonly frameRight: number; readonly low: number; readonly high: number }) {
  return placeLabels(entries, low + 6, high - 4).map(({ key, text, y, className }) => (
    <text key={key} className={className} x={frameRight + 6} y={y} dy="0.32em" aria-hidden="true">
      {text}
    </text>
  ));
}

function describe(layer: number, { profile }: LayerResult): string {
  if (!(profile.eigenvalues[0] > 0)) return english.notDefined("zero-variance");
  const first = profile.eigenvalues[0] / profile.eigenvalues.reduce((sum, value) => sum + value, 0);
  const components = profile.componentsFor90;
  return english.spectrum.description(layer, formatShare(first), typeof components === "number" ? String(components) : english.notDefined(components.notDefined));
}

function spectrumTable(layers: readonly (LayerResult | undefined)[], result: LayerResult | undefined) {
  const measured = layers.flatMap((other, layer) => (other === undefined ? [] : [{ layer, values: other.profile.eigenvalues }]));
  return {
    columns: [english.spectrum.rank, ...measured.map(({ layer }) => english.layers.layer(layer)), english.spectrum.isotropic],
    rows: Array.from({ length: result?.profile.eigenvalues.length ?? 0 }, (_, i) => [
      String(i + 1),
      ...measured.map(({ values }) => formatNumber(values[i] ?? 0)),
      formatNumber(result!.profile.nullEigenvalues[i] ?? 0),
    ]),
  };
}

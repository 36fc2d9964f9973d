import { useMemo, useState } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { formatNumber, formatShare } from "../../charts/format.ts";
import { Scatter } from "../../charts/scatter/Scatter.tsx";
import { useColours } from "../../charts/useColours.ts";
import type { LayerResult } from "../../engine/protocol.ts";
import { english } from "../../messages/english.ts";
import { chosenLayer, useApp } from "../../store/appStore.ts";
import type { RunResults } from "../../store/results.ts";
import { Pending, Waiting } from "../page/Waiting.tsx";
import { CloudControls } from "./CloudControls.tsx";
import { colouringOf } from "./colouring.ts";
import { Legend, legendHeight } from "./Legend.tsx";
import { PointCaption } from "./PointCaption.tsx";

const rowsInTable = 500;


/** The chosen layer's points on two principal components. */
export function CloudView() {
  const results = useApp((state) => state.engine.results);
  const layer = useApp(chosenLayer);
  const result = results?.layers[layer];
  const nothing = nothingToDraw(results, result);
  if (nothing !== null || results === null || result === undefined) {
    return (
      <ChartPanel title={english.cloud.title} description={nothing ?? ""} table={() => ({ columns: [], rows: [] })}>
        {() => (nothing === null || result === undefined ? <Pending /> : <Waiting text={nothing} />)}
      </ChartPanel>
    );
  }
  return <Cloud results={results} layer={layer} result={result} />;
}

/** Why there is no picture: null if there is one. */
function nothingToDraw(results: RunResults | null, result: LayerResult | undefined): string | null {
  if (results?.text == null || result === undefined) return english.layers.pending;
  if (results.text.points.n < 2) return english.cloud.tooFew;
  return result.profile.components.shares.some((share) => share > 0) ? null : english.notDefined("zero-variance");
}

function Cloud({ results, layer, result }: { readonly results: RunResults; readonly layer: number; readonly result: LayerResult }) {
  const view = useApp((state) => state.view);
  const highlighted = useApp((state) => state.hoveredPoint);
  const hoverPoint = useApp((state) => state.hoverPoint);
  const colours = useColours();
  const [focusedClass, setFocusedClass] = useState<number | null>(null);
  const { points } = results.text!;
  const { components } = result.profile;
  const [first, second] = view.components.map((component) => Math.min(component, components.count - 1)) as [number, number];

  const x = useMemo(() => columnOf(components.coordinates, components.count, first), [components, first]);
  const y = useMemo(() => columnOf(components.coordinates, components.count, second), [components, second]);
  const colouring = useMemo(
    () =>
      colouringOf(view.colourBy, {
        points,
        labels: results.labels,
        norms: result.norms,
        restName: view.colourBy === "label" ? english.cloud.unlabelled : english.cloud.otherTokens,
      }),
    [view.colourBy, points, results.labels, result.norms],
  );
  const style = useMemo(() => {
    const classes = colouring.kind === "classes";
    return {
      colour: colouring.colour,
      marker: classes ? colouring.colour : new Uint8Array(points.n),
      colours: classes ? colours.classes : colours.sequential,
      dimmed: focusedClass === null ? undefined : colouring.colour.map((index) => (index === focusedClass ? 0 : 1)),
    };
  }, [colouring, colours, focusedClass, points.n]);
  const companions = useMemo(() => (highlighted === null ? [] : sameLine(points.line, highlighted)), [points, highlighted]);

  const share = (component: number) => formatShare(components.shares[component] ?? 0);
  const describe = english.cloud.description(
    points.n, layer, first + 1, second + 1, formatShare((components.shares[first] ?? 0) + (components.shares[second] ?? 0)),
  );
  const nameOf = (i: number) =>
    points.token === undefined ? results.lines[points.line[i]] : points.tokenTexts[points.token[i]];
  const table = () => ({
    columns: ["point", "line", "class", english.cloud.component(first + 1), english.cloud.component(second + 1), "norm"],
    rows: Array.from({ length: Math.min(points.n, rowsInTable) }, (_, i) => [
      nameOf(i), String(points.line[i] + 1), results.labels[points.line[i]] ?? "", formatNumber(x[i]), formatNumber(y[i]), formatNumber(result.norms[i]),
    ]),
    ...(points.n > rowsInTable && { note: english.cloud.tablePart(rowsInTable, points.n) }),
  });

  return (
    <ChartPanel
      title={english.cloud.title}
      description={`${describe} ${english.cloud.hint}`}
      table={table}
      controls={<CloudControls count={components.count} hasTokens={points.token !== undefined} hasLabels={results.labels.some((label) => label !== undefined)} />}
    >
      {(size) => (
        <>
          <Scatter
            size={{ width: size.width, height: size.height - legendHeight(colouring, size.width) }}
            x={x}
            y={y}
            style={style}
            xLabel={english.cloud.axis(first + 1, share(first))}
            yLabel={english.cloud.axis(second + 1, share(second))}
            label={`${english.cloud.title}. ${describe}`}
            highlighted={highlighted}
            companions={companions}
            onHighlight={hoverPoint}
          >
            {(place) => <PointCaption results={results} point={highlighted!} norm={result.norms[highlighted!]} place={place} width={size.width} />}
          </Scatter>
          <Legend colouring={colouring} colours={colours} by={view.colourBy} width={size.width} onFocus={setFocusedClass} />
        </>
      )}
    </ChartPanel>
  );
}

/** Column `index` of an n × count row-major matrix. */
function columnOf(matrix: Float32Array, count: number, index: number): Float32Array {
  const column = new Float32Array(matrix.length / count);
  for (let i = 0; i < column.length; i++) column[i] = matrix[i * count + index];
  return column;
}

/** The other points of the line that a point belongs to. Points of a line are contiguous. */
function sameLine(line: Uint32Array, point: number): number[] {
  const others: number[] = [];
  for (let i = point - 1; i >= 0 && line[i] === line[point]; i--) others.push(i);
  for (let i = point + 1; i < line.length && line[i] === line[point]; i++) others.push(i);
  return others;
}

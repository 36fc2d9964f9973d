import { useState } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { formatShare } from "../../charts/format.ts";
import { useColours } from "../../charts/useColours.ts";
import type { LayerResult } from "../../engine/protocol/explorer.ts";
import { comparisonWords } from "../../messages/en/comparison.ts";
import { english } from "../../messages/en/catalogue.ts";
import { chosenLayer, useApp } from "../../store/appStore.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import type { RunResults } from "../../store/runResults.ts";
import { Pending, Waiting } from "../page/Waiting.tsx";
import { CloudControls } from "./CloudControls.tsx";
import { CloudPair, describeLink } from "./CloudPair.tsx";
import { CloudPlot } from "./CloudPlot.tsx";
import { cloudRows } from "./cloudPoints.ts";
import { Legend, legendHeight } from "./Legend.tsx";
import { useChosenPoint } from "./useChosenPoint.ts";
import { useCloud, useColouring, useHeldCloud, type DrawnCloud } from "./useCloud.ts";

const rowsInTable = 500;

/** The chosen layer's points on two principal components; a held layer's beside them. */
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
  if (results?.points == null || result === undefined) return english.layers.pending;
  if (results.points.n < 2) return english.cloud.tooFew;
  return result.profile.components.shares.some((share) => share > 0) ? null : english.notDefined("zero-variance");
}

function Cloud({
  results,
  layer,
  result,
}: {
  readonly results: RunResults;
  readonly layer: number;
  readonly result: LayerResult;
}) {
  const view = useApp((state) => state.view);
  const highlighted = useApp((state) => state.hoveredPoint);
  const hoverPoint = useApp((state) => state.hoverPoint);
  const heldRun = useApp((state) => state.comparison.held);
  const choice = useChosenPoint(results, layer);
  const colours = useColours();
  const [focusedClass, setFocusedClass] = useState<number | null>(null);
  const now = useCloud(results, result, view.components);
  const heldResult = heldRun?.results.layers[heldRun.layer];
  const heldNothing = heldRun === null ? null : nothingToDraw(heldRun.results, heldResult);
  const { links, held } = useHeldCloud(heldRun, heldNothing === null ? heldResult : undefined, now, view.components);
  const { colouring, styles } = useColouring(view.colourBy, now, held, colours, focusedClass);

  const points = results.points!;
  const number = layerNumber(results, layer);
  const heldNumber = heldRun === null ? null : layerNumber(heldRun.results, heldRun.layer);
  const describe = describeCloud(now, number);
  const heldDescription =
    heldNumber === null ? null : held === null ? (heldNothing ?? "") : describeCloud(held, heldNumber);
  const description =
    heldDescription === null || links === null
      ? describe
      : [describe, comparisonWords.cloudDescription(heldDescription), describeLink(links, points.n)].join(" ");
  const label = (text: string) => `${english.cloud.title}. ${text}`;
  return (
    <ChartPanel
      title={english.cloud.title}
      description={`${description} ${english.cloud.hint}`}
      table={() => cloudTable(now, held)}
      controls={
        <CloudControls
          count={result.profile.components.count}
          hasTokens={points.token !== undefined}
          hasRows={results.vectors !== null}
          hasLabels={results.labels.some((name) => name !== undefined)}
        />
      }
    >
      {(size) => {
        const inner = { width: size.width, height: size.height - legendHeight(colouring, size.width) };
        const plotted = { ...now, style: styles[0], label: label(describe) };
        return (
          <>
            {heldNumber === null || links === null ? (
              <CloudPlot {...plotted} size={inner} highlighted={highlighted} onHighlight={hoverPoint} choice={choice} />
            ) : (
              <CloudPair
                size={inner}
                links={links}
                now={{ ...plotted, layer: number, choice }}
                held={
                  held === null
                    ? (heldNothing ?? "")
                    : {
                        ...held,
                        layer: heldNumber,
                        style: styles[1],
                        label: label(comparisonWords.cloudDescription(heldDescription ?? "")),
                      }
                }
              />
            )}
            <Legend
              colouring={colouring}
              colours={colours}
              by={view.colourBy}
              width={size.width}
              counted={held === null}
              onFocus={setFocusedClass}
            />
          </>
        );
      }}
    </ChartPanel>
  );
}

function describeCloud({ results, result, components: [first, second] }: DrawnCloud, layer: number): string {
  const { shares } = result.profile.components;
  return english.cloud.description(
    results.points!.n,
    layer,
    first + 1,
    second + 1,
    formatShare((shares[first] ?? 0) + (shares[second] ?? 0)),
  );
}

function cloudTable(now: DrawnCloud, held: DrawnCloud | null) {
  const [first, second] = now.components;
  const columns = [
    "point",
    now.results.vectors === null ? "line" : "row",
    "class",
    english.cloud.component(first + 1),
    english.cloud.component(second + 1),
    "norm",
  ];
  const rowsOf = ({ results, result, x, y }: DrawnCloud) => cloudRows(results, result, x, y, rowsInTable);
  const most = Math.max(now.x.length, held?.x.length ?? 0);
  const note = most > rowsInTable ? { note: english.cloud.tablePart(rowsInTable, most) } : {};
  if (held === null) return { columns, rows: rowsOf(now), ...note };
  const named = (run: string, rows: string[][]) => rows.map((row) => [...row, run]);
  return {
    columns: [...columns, comparisonWords.runColumn],
    rows: [...named(comparisonWords.now, rowsOf(now)), ...named(comparisonWords.held, rowsOf(held))],
    ...note,
  };
}

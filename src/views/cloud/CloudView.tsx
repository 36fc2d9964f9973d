import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { lazy, Suspense, useState } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import type { SavedTable } from "../../charts/frame/TableTwin.tsx";
import { useColours } from "../../charts/useColours.ts";
import type { LayerResult } from "../../engine/protocol/explorer.ts";
import { chosenLayer, resultsAreOld } from "../../store/selectors.ts";
import { useApp } from "../../store/appState.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import type { RunResults } from "../../store/runResults.ts";
import { Pending, Waiting } from "../page/Waiting.tsx";
import { CloudControls } from "./CloudControls.tsx";
import { CloudPlot } from "./CloudPlot.tsx";
import { cloudRows, savedPoints } from "./cloudPoints.ts";
import { describeLink } from "./describeLink.ts";
import { Legend, legendHeight } from "./Legend.tsx";
import { noneHidden } from "./shownClasses.ts";
import { useChosenPoint } from "./useChosenPoint.ts";
import { useCloud, useColouring, useHeldCloud, type DrawnCloud } from "./useCloud.ts";

// Only a held run needs it.
const CloudPair = lazy(async () => ({ default: (await import("./CloudPair.tsx")).CloudPair }));

const rowsInTable = 500;

/** The chosen layer's points on two principal components; a held layer's beside them. */
export function CloudView() {
  const messages = useMessages();
  const results = useApp((state) => state.engine.results);
  const layer = useApp(chosenLayer);
  const result = results?.layers[layer];
  const nothing = nothingToDraw(messages, results, result);
  if (nothing !== null || results === null || result === undefined) {
    return (
      <ChartPanel title={messages.cloud.title} description={nothing ?? ""} table={() => ({ columns: [], rows: [] })}>
        {() => (nothing === null || result === undefined ? <Pending /> : <Waiting text={nothing} />)}
      </ChartPanel>
    );
  }
  return <Cloud results={results} layer={layer} result={result} />;
}

/** Why there is no picture: null if there is one. */
function nothingToDraw(messages: Messages, results: RunResults | null, result: LayerResult | undefined): string | null {
  if (results?.points == null || result === undefined) return messages.layers.pending;
  if (results.points.n < 2) return messages.cloud.tooFew;
  return result.profile.components.shares.some((share) => share > 0) ? null : messages.notDefined("zero-variance");
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
  const messages = useMessages();
  const view = useApp((state) => state.view);
  const highlighted = useApp((state) => state.hoveredPoint);
  const heldRun = useApp((state) => state.comparison.held);
  const isOld = useApp(resultsAreOld);
  const choice = useChosenPoint(results, layer);
  const colours = useColours();
  const [focusedClass, setFocusedClass] = useState<number | null>(null);
  const [filter, setFilter] = useState({ by: view.colourBy, hidden: noneHidden });
  const hidden = filter.by === view.colourBy ? filter.hidden : noneHidden;
  const now = useCloud(results, result, view.components);
  const heldResult = heldRun?.results.layers[heldRun.layer];
  const heldNothing = heldRun === null ? null : nothingToDraw(messages, heldRun.results, heldResult);
  const { links, held } = useHeldCloud(heldRun, heldNothing === null ? heldResult : undefined, now, view.components);
  const { colouring, styles } = useColouring(view.colourBy, now, held, colours, focusedClass, hidden);

  const isFiltered = styles.some((style) => style.hidden !== undefined);
  const points = results.points!;
  const number = layerNumber(results, layer);
  const heldNumber = heldRun === null ? null : layerNumber(heldRun.results, heldRun.layer);
  const describe = describeCloud(messages, now, number);
  const heldDescription =
    heldNumber === null ? null : held === null ? (heldNothing ?? "") : describeCloud(messages, held, heldNumber);
  const description =
    heldDescription === null || links === null
      ? describe
      : [describe, messages.comparison.cloudDescription(heldDescription), describeLink(messages, links, points.n)].join(
          " ",
        );
  const label = (text: string) => `${messages.cloud.title}. ${text}`;
  return (
    <ChartPanel
      title={messages.cloud.title}
      isOld={isOld}
      description={`${description} ${messages.cloud.hint}`}
      table={() => cloudTable(messages, now, held)}
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
        const inner = { width: size.width, height: size.height - legendHeight(colouring, size.width, isFiltered) };
        const plotted = { ...now, style: styles[0], label: label(describe) };
        return (
          <>
            {heldNumber === null || links === null ? (
              <CloudPlot
                {...plotted}
                size={inner}
                highlighted={highlighted}
                onHighlight={actions.hoverPoint}
                choice={choice}
              />
            ) : (
              <Suspense>
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
                          label: label(messages.comparison.cloudDescription(heldDescription ?? "")),
                        }
                  }
                />
              </Suspense>
            )}
            <Legend
              colouring={colouring}
              colours={colours}
              by={view.colourBy}
              width={size.width}
              counted={held === null}
              hidden={hidden}
              onHide={(next) => setFilter({ by: view.colourBy, hidden: next })}
              onFocus={setFocusedClass}
            />
          </>
        );
      }}
    </ChartPanel>
  );
}

function describeCloud(
  messages: Messages,
  { results, result, components: [first, second] }: DrawnCloud,
  layer: number,
): string {
  const { shares } = result.profile.components;
  return messages.cloud.description(
    results.points!.n,
    layer,
    first + 1,
    second + 1,
    messages.formats.share((shares[first] ?? 0) + (shares[second] ?? 0)),
  );
}

function cloudTable(messages: Messages, now: DrawnCloud, held: DrawnCloud | null) {
  const [first, second] = now.components;
  const words = messages.cloud.columns;
  const columns = [
    words.point,
    now.results.vectors === null ? words.line : words.row,
    words.class,
    messages.cloud.component(first + 1),
    messages.cloud.component(second + 1),
    words.norm,
  ];
  const rowsOf = ({ results, result, x, y }: DrawnCloud) => cloudRows(messages, results, result, x, y, rowsInTable);
  const most = Math.max(now.x.length, held?.x.length ?? 0);
  const note = most > rowsInTable ? { note: messages.cloud.tablePart(rowsInTable, most) } : {};
  const saved = () => savedClouds(now, held);
  if (held === null) return { columns, rows: rowsOf(now), ...note, saved };
  const named = (run: string, rows: string[][]) => rows.map((row) => [...row, run]);
  return {
    columns: [...columns, messages.comparison.runColumn],
    rows: [...named(messages.comparison.now, rowsOf(now)), ...named(messages.comparison.held, rowsOf(held))],
    ...note,
    saved,
  };
}

/** Each cloud on components of its own, as it is: for the picture the held one is turned towards the other. */
function savedClouds(now: DrawnCloud, held: DrawnCloud | null): SavedTable {
  const table = savedPoints(now.results, now.result, numberOf(now));
  if (held === null) return table;
  const other = savedPoints(held.results, held.result, numberOf(held));
  const columns = [...new Set([...table.columns, ...other.columns])];
  const rowsOf = (run: string, { columns: own, rows }: SavedTable) =>
    rows.map((row) => [run, ...columns.map((column) => row[own.indexOf(column)] ?? null)]);
  return { columns: ["run", ...columns], rows: [...rowsOf("now", table), ...rowsOf("held", other)] };
}

function numberOf({ results, result }: DrawnCloud): number {
  return layerNumber(results, results.layers.indexOf(result));
}

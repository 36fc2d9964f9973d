import { actions } from "../../store/actions/actions.ts";
import type { LayerReading } from "../../report/layerReading.ts";
import { readingText } from "./readingText.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { lazy, Suspense, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { useShallow } from "zustand/react/shallow";
import { chosenLayer, layerNumbers, resultsAreOld, shownLayer } from "../../store/selectors.ts";
import { useApp } from "../../store/appState.ts";
import { moveHeldLayer } from "../../store/comparison.ts";
import { layerNumbersOf } from "../../store/layerNumbers.ts";
import { type DrawnMeasureId, drawnMeasureIds } from "../../geometry/measures/table.ts";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { HoldButton } from "../comparison/HoldButton.tsx";
import { Menu } from "../page/Menu.tsx";
import styles from "./LayersView.module.css";
import { MeasureFigure } from "./MeasureFigure.tsx";
import { MeasureChart } from "./MeasureChart.tsx";
import { describeLayers, layersTable, readMeasures } from "./layersTable.ts";

const ExplainDialog = lazy(async () => ({ default: (await import("../explain/ExplainDialog.tsx")).ExplainDialog }));

/** The chosen measures over the layers, as small multiples with one shared cursor: the layer. */
export function LayersView() {
  const messages = useMessages();
  const results = useApp((state) => state.engine.results);
  const measures = useApp((state) => state.view.measures);
  const zeta = useApp((state) => state.view.zeta);
  const { held, axis } = useApp((state) => state.comparison);
  const chosen = useApp(chosenLayer);
  const shown = useApp(shownLayer);
  const numbers = useApp(useShallow(layerNumbers));
  const isOld = useApp(resultsAreOld);
  const slider = useRef<HTMLDivElement>(null);
  const [explained, setExplained] = useState<DrawnMeasureId | null>(null);

  const last = numbers.length - 1;
  const cursor = (index: number) => messages.layers.cursor(numbers[index] ?? 0, numbers[last] ?? 0);
  const moveHeld = (layer: number) => actions.comparison.change((comparison) => moveHeldLayer(comparison, layer));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.shiftKey && held !== null) moveHeld(held.layer + step);
    else actions.chooseLayer(Math.max(0, Math.min(last, chosen + step)));
  };
  /** Where the charts are pressed, the keys go on. */
  const focusSlider = (event: MouseEvent) => {
    if ((event.target as Element).closest("button") !== null) return;
    event.preventDefault();
    slider.current?.focus({ preventScroll: true });
  };
  const readings = readMeasures(measures, results, zeta, held);
  const heldNumbers = layerNumbersOf(held?.results ?? null);
  const heldCursor = held === null ? null : { numbers: heldNumbers, index: held.layer };
  // One cloud has no layers to be drawn over: its measures stand as figures.
  const isSingle = results?.vectors != null && numbers.length === 1 && held === null;
  const title = isSingle ? messages.layers.singleTitle : messages.layers.title;
  const textOf = (reading: LayerReading | undefined) =>
    reading === undefined ? messages.layers.pending : readingText(messages, reading);
  const valuesHere = readings
    .map(({ id, layers }) => `${messages.measures[id].name} ${textOf(layers[shown])}`)
    .join(", ");

  return (
    <>
      <ChartPanel
        title={title}
        isOld={isOld}
        description={describeLayers(messages, readings, { numbers, index: shown }, heldCursor)}
        table={() => layersTable(messages, readings, { numbers, index: shown }, heldCursor)}
        className={styles.panel}
        heading={
          <p className={styles.heading} aria-hidden="true">
            <span className={styles.title}>{title}</span>
            <span className="quiet">
              {isSingle ? messages.layers.single(results?.layers[0]?.profile.n ?? 0) : cursor(shown)}
            </span>
          </p>
        }
        controls={
          <>
            <HoldButton />
            <Menu label={messages.layers.choose} title={messages.layers.chooseHint}>
              {drawnMeasureIds.map((id) => (
                <label key={id} className={styles.option}>
                  <input
                    type="checkbox"
                    checked={measures.includes(id)}
                    disabled={measures.length === 1 && measures.includes(id)}
                    onChange={(event) =>
                      actions.changeView({
                        measures: drawnMeasureIds.filter((other) =>
                          other === id ? event.target.checked : measures.includes(other),
                        ),
                      })
                    }
                  />
                  {messages.measures[id].name}
                </label>
              ))}
            </Menu>
          </>
        }
      >
        {() =>
          isSingle ? (
            <div className={styles.figures}>
              {readings.map(({ id, layers }) => (
                <MeasureFigure key={id} id={id} reading={layers[0]} onExplain={() => setExplained(id)} />
              ))}
            </div>
          ) : (
            <div
              className={styles.multiples}
              style={{ gridTemplateColumns: `repeat(${measures.length}, minmax(7.75rem, 1fr))` }}
              onMouseDown={focusSlider}
            >
              {/* Beside the charts and not around them: a slider may hold no buttons. It lies over them, and lets the pointer through. */}
              <div
                ref={slider}
                className={styles.slider}
                role="slider"
                tabIndex={0}
                aria-label={messages.layers.slider}
                aria-valuemin={numbers[0] ?? 0}
                aria-valuemax={numbers[last] ?? 0}
                aria-valuenow={numbers[chosen] ?? 0}
                aria-valuetext={`${cursor(chosen)}: ${valuesHere}${held === null ? "" : `; ${messages.comparison.heldLayer(heldNumbers[held.layer])}`}`}
                onKeyDown={onKeyDown}
              />
              {readings.map(({ id, layers, heldLayers }) => (
                <MeasureChart
                  key={id}
                  id={id}
                  curve={{ readings: layers, numbers }}
                  chosen={chosen}
                  shown={shown}
                  held={held === null ? null : { layer: held.layer, numbers: heldNumbers, readings: heldLayers }}
                  axis={held === null ? "number" : axis}
                  onMoveHeld={moveHeld}
                  onExplain={() => setExplained(id)}
                  onHover={actions.hoverLayer}
                  onChoose={actions.chooseLayer}
                />
              ))}
            </div>
          )
        }
      </ChartPanel>
      <Suspense>{explained !== null && <ExplainDialog id={explained} onClose={() => setExplained(null)} />}</Suspense>
    </>
  );
}

import { useState, type KeyboardEvent } from "react";
import { english } from "../../messages/english.ts";
import { measureTexts } from "../../messages/measures.ts";
import { chosenLayer, lastLayer, shownLayer, useApp } from "../../store/appStore.ts";
import { measureIds, type MeasureId } from "../../store/measureIds.ts";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { formatNumber } from "../../charts/format.ts";
import { ExplainDialog } from "../explain/ExplainDialog.tsx";
import { Menu } from "../page/Menu.tsx";
import styles from "./LayersView.module.css";
import { MeasureChart } from "./MeasureChart.tsx";
import { readLayers } from "./readings.ts";

/** The chosen measures over layers 0 … L, as small multiples with one shared cursor: the layer. */
export function LayersView() {
  const results = useApp((state) => state.engine.results);
  const measures = useApp((state) => state.view.measures);
  const zeta = useApp((state) => state.view.zeta);
  const changeView = useApp((state) => state.changeView);
  const hoverLayer = useApp((state) => state.hoverLayer);
  const chosen = useApp(chosenLayer);
  const shown = useApp(shownLayer);
  const last = useApp(lastLayer);
  const [explained, setExplained] = useState<MeasureId | null>(null);

  const choose = (layer: number) => changeView({ layer: layer === last ? null : layer });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowRight: chosen + 1, ArrowUp: chosen + 1, ArrowLeft: chosen - 1, ArrowDown: chosen - 1, Home: 0, End: last }[event.key];
    if (next === undefined || event.target !== event.currentTarget) return;
    event.preventDefault();
    choose(Math.max(0, Math.min(last, next)));
  };
  const readings = measures.map((id) => ({ id, layers: readLayers(results, id, zeta) }));
  const table = () => ({
    columns: [english.layers.axis, ...readings.flatMap(({ id }) => [measureTexts[id].name, `${measureTexts[id].name}: ${english.layers.interval}`])],
    rows: Array.from({ length: results?.layers.length ?? 0 }, (_, layer) => [
      String(layer),
      ...readings.flatMap(({ layers }) => {
        const reading = layers[layer];
        const interval = reading?.interval;
        return [reading?.text ?? "", interval === undefined ? "" : `${formatNumber(interval.low)} – ${formatNumber(interval.high)}`];
      }),
    ]),
  });
  const valuesHere = readings.map(({ id, layers }) => `${measureTexts[id].name} ${layers[shown]?.text ?? english.layers.pending}`).join(", ");
  const description = readings
    .map(({ id, layers }) => english.layers.description(measureTexts[id].name, layers.map((reading) => reading?.text ?? "").join(", ")))
    .join(" ");

  return (
    <>
      <ChartPanel
        title={english.layers.title}
        description={description}
        table={table}
        className={styles.panel}
        heading={
          <p className={styles.heading} aria-hidden="true">
            <span className={styles.title}>{english.layers.title}</span>
            <span className="quiet">{english.layers.cursor(shown, last)}</span>
          </p>
        }
        controls={
          <Menu label={english.layers.choose} title={english.layers.chooseHint}>
            {measureIds.map((id) => (
              <label key={id} className={styles.option}>
                <input
                  type="checkbox"
                  checked={measures.includes(id)}
                  disabled={measures.length === 1 && measures.includes(id)}
                  onChange={(event) =>
                    changeView({ measures: measureIds.filter((other) => (other === id ? event.target.checked : measures.includes(other))) })
                  }
                />
                {measureTexts[id].name}
              </label>
            ))}
          </Menu>
        }
      >
        {() => (
          <div
            className={styles.multiples}
            style={{ gridTemplateColumns: `repeat(${measures.length}, minmax(124px, 1fr))` }}
            role="slider"
            tabIndex={0}
            aria-label={english.layers.slider}
            aria-valuemin={0}
            aria-valuemax={last}
            aria-valuenow={chosen}
            aria-valuetext={`${english.layers.cursor(chosen, last)}: ${valuesHere}`}
            onKeyDown={onKeyDown}
          >
            {readings.map(({ id, layers }) => (
              <MeasureChart
                key={id}
                id={id}
                readings={layers}
                chosen={chosen}
                shown={shown}
                last={last}
                onExplain={() => setExplained(id)}
                onHover={hoverLayer}
                onChoose={choose}
              />
            ))}
          </div>
        )}
      </ChartPanel>
      {explained !== null && <ExplainDialog id={explained} onClose={() => setExplained(null)} />}
    </>
  );
}

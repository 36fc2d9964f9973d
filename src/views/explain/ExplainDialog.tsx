import { formatCount, formatNumber, formatSetting } from "../../charts/format.ts";
import { comparisonWords } from "../../messages/en/comparison.ts";
import { english } from "../../messages/en/catalogue.ts";
import { measureTexts } from "../../messages/en/measures.ts";
import { shownLayer, useApp } from "../../store/appStore.ts";
import type { HeldRun } from "../../store/comparison.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import type { MeasureId } from "../../store/measureIds.ts";
import { compareReadings, describeDifference } from "../comparison/compareReadings.ts";
import { runParts } from "../comparison/runName.ts";
import { readLayers, type LayerReading } from "../layers/readings.ts";
import { Dialog } from "../page/Dialog.tsx";
import styles from "./ExplainDialog.module.css";
import { Formula } from "./Formula.tsx";

/** What a number means and how it was made: formula, n, d, ζ, unit, backend, seed, null value, interval, source. */
export function ExplainDialog({ id, onClose }: { readonly id: MeasureId; readonly onClose: () => void }) {
  const results = useApp((state) => state.engine.results);
  const backend = useApp((state) => state.engine.backend);
  const view = useApp((state) => state.view);
  const layer = useApp(shownLayer);
  const held = useApp((state) => state.comparison.held);
  const text = measureTexts[id];
  const reading = readLayers(results, id, view.zeta)[layer];
  const profile = results?.layers[layer]?.profile;
  const intervals = results?.intervals[layer];
  const facts: [string, string][] = [];
  if (reading !== undefined && profile !== undefined) {
    facts.push([english.explain.value, `${reading.text} · ${english.layers.layer(layerNumber(results, layer))}`]);
    facts.push([
      english.layers.interval,
      reading.interval !== undefined
        ? english.explain.interval(formatNumber(reading.interval.low), formatNumber(reading.interval.high))
        : !reading.hasInterval
          ? english.explain.intervalNone
          : english.explain.intervalPending,
    ]);
    if (reading.nullValue !== undefined) facts.push([english.explain.nullValue, formatNumber(reading.nullValue)]);
    facts.push([
      english.settings.title,
      english.explain.points(
        profile.n,
        results?.vectors == null ? english.settings[view.unit] + "s" : english.explain.vectors,
        profile.d,
      ),
    ]);
    if ((id === "twoNN" || id === "mle") && profile.neighbourPoints < profile.n) {
      facts.push([english.explain.neighbours, english.explain.neighbourPoints(profile.neighbourPoints, profile.n)]);
    }
    if (id === "uniformity" && profile.uniformityPoints < profile.n) {
      facts.push([english.explain.pairs, english.explain.neighbourPoints(profile.uniformityPoints, profile.n)]);
    }
    if (id === "isoScoreStar") {
      const reference = results?.shrunk?.referencePoints ?? 0;
      facts.push([
        english.explain.zeta,
        `${formatSetting(results?.shrunk?.zeta ?? 0)}${reference > 0 ? ` · ${english.settings.referencePoints(reference)}` : ""}`,
      ]);
    }
    if (reading.hasInterval && intervals !== undefined)
      facts.push([
        english.explain.intervalMade,
        english.explain.intervalHow(
          intervals.estimates.groups,
          view.seed,
          results?.vectors == null ? "Sentences" : "Points",
        ),
      ]);
    if (backend !== null && results?.vectors == null)
      facts.push([english.explain.backend, `${backend.name} · ${backend.description}`]);
  }
  if (held !== null) facts.push(...heldFacts(held, id, reading));
  facts.push([english.explain.range, text.range], [english.explain.source, text.source]);
  return (
    <Dialog title={text.name} onClose={onClose}>
      <p>{text.meaning}</p>
      <div className={styles.formula}>
        <Formula tex={text.formula} />
      </div>
      <p className="quiet">{text.where}</p>
      {reading?.isSmall === true && profile !== undefined && (
        <p className={styles.warning}>{english.explain.tooSmall(profile.n)}</p>
      )}
      <dl className={styles.facts}>
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** The same measure of the held layer, and how far the one on screen is from it. */
function heldFacts(held: HeldRun, id: MeasureId, now: LayerReading | undefined): [string, string][] {
  const { results, layer } = held;
  const reading = readLayers(results, id, results.shrunk?.zeta ?? 0)[layer];
  const profile = results.layers[layer]?.profile;
  const pair = compareReadings(now, reading);
  if (reading === undefined || profile === undefined || pair === undefined) return [];
  const interval =
    reading.interval === undefined
      ? ""
      : ` (${formatNumber(reading.interval.low)} – ${formatNumber(reading.interval.high)})`;
  const of = [
    ...runParts(results),
    english.layers.layer(layerNumber(results, layer)),
    `n = ${formatCount(profile.n)}`,
    `d = ${profile.d}`,
  ].join(" · ");
  const difference = describeDifference(pair);
  return [
    [comparisonWords.heldRun, `${pair.held}${interval} · ${of}`],
    ...(difference === undefined
      ? []
      : ([
          [
            comparisonWords.differenceTerm,
            `${difference}. ${pair.intervals === undefined ? "" : comparisonWords.notATest}`,
          ],
        ] as [string, string][])),
  ];
}

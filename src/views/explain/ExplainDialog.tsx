import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { shownLayer } from "../../store/selectors.ts";
import { useApp } from "../../store/appState.ts";
import type { HeldRun } from "../../store/comparison.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import { measures, type DrawnMeasureId } from "../../geometry/measures/table.ts";
import { compareReadings, describeDifference } from "../comparison/compareReadings.ts";
import { runParts } from "../comparison/runName.ts";
import { readLayers } from "../../store/readings.ts";
import type { LayerReading } from "../../report/layerReading.ts";
import { readingText } from "../layers/readingText.ts";
import { Dialog } from "../page/Dialog.tsx";
import styles from "./ExplainDialog.module.css";
import { Formula } from "./Formula.tsx";

/** What a number means and how it was made: formula, n, d, ζ, unit, backend, seed, null value, interval, source. */
export function ExplainDialog({ id, onClose }: { readonly id: DrawnMeasureId; readonly onClose: () => void }) {
  const messages = useMessages();
  const results = useApp((state) => state.engine.results);
  const backend = useApp((state) => state.engine.backend);
  const view = useApp((state) => state.view);
  const layer = useApp(shownLayer);
  const held = useApp((state) => state.comparison.held);
  const text = messages.measures[id];
  const reading = readLayers(results, id, view.zeta)[layer];
  const profile = results?.layers[layer]?.profile;
  const intervals = results?.intervals[layer];
  const facts: [string, string][] = [];
  if (reading !== undefined && profile !== undefined) {
    facts.push([
      messages.explain.value,
      `${readingText(messages, reading)} · ${messages.layers.layer(layerNumber(results, layer))}`,
    ]);
    facts.push([
      messages.layers.interval,
      reading.interval !== undefined
        ? messages.explain.interval(
            messages.formats.number(reading.interval.low),
            messages.formats.number(reading.interval.high),
          )
        : !reading.hasInterval
          ? messages.explain.intervalNone
          : messages.explain.intervalPending,
    ]);
    if (reading.nullValue !== undefined)
      facts.push([messages.explain.nullValue, messages.formats.number(reading.nullValue)]);
    facts.push([
      messages.settings.title,
      messages.explain.points(
        profile.n,
        messages.explain.units[results?.vectors == null ? view.unit : "vectors"],
        profile.d,
      ) +
        (profile.effectivePoints < 0.95 * profile.n
          ? ` · ${messages.explain.effectivePoints(profile.effectivePoints)}`
          : ""),
    ]);
    if ((id === "twoNN" || id === "mle") && profile.neighbourPoints < profile.n) {
      facts.push([messages.explain.neighbours, messages.explain.neighbourPoints(profile.neighbourPoints, profile.n)]);
    }
    if ((id === "effectiveRank" || id === "alphaReQ") && profile.unresolvedEigenvalues > 0) {
      const all = Math.min(profile.d, profile.n - 1);
      facts.push([messages.explain.unresolved, messages.explain.unresolvedCount(profile.unresolvedEigenvalues, all)]);
    }
    if (id === "uniformity" && profile.uniformityPoints < profile.n) {
      facts.push([messages.explain.pairs, messages.explain.neighbourPoints(profile.uniformityPoints, profile.n)]);
    }
    if (id === "isoScoreStar") {
      const reference = results?.shrunk?.referencePoints ?? 0;
      facts.push([
        messages.explain.zeta,
        `${messages.formats.setting(results?.shrunk?.zeta ?? 0)}${reference > 0 ? ` · ${messages.settings.referencePoints(reference)}` : ""}`,
      ]);
    }
    if (reading.hasInterval && intervals !== undefined)
      facts.push([
        messages.explain.intervalMade,
        messages.explain.intervalHow(
          intervals.estimates.groups,
          view.seed,
          results?.vectors == null ? "sentences" : "points",
          intervals.estimates.grouping,
          measures[id].interval?.from === "neighbours",
        ),
      ]);
    if (backend !== null && results?.vectors == null)
      facts.push([messages.explain.backend, `${backend.name} · ${messages.explain.device(backend.device)}`]);
  }
  if (held !== null) facts.push(...heldFacts(messages, held, id, reading));
  facts.push([messages.explain.range, text.range], [messages.explain.source, text.source]);
  return (
    <Dialog title={text.name} onClose={onClose}>
      <p>{text.meaning}</p>
      <div className={styles.formula}>
        <Formula tex={text.formula} />
      </div>
      <p className="quiet">{text.where}</p>
      {reading?.isSmall === true && profile !== undefined && (
        <p className={styles.warning}>{messages.explain.tooSmall(profile.n)}</p>
      )}
      {reading?.heaviestShare !== undefined && (
        <p className={styles.warning}>{messages.explain.heavyTails(messages.formats.share(reading.heaviestShare))}</p>
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
function heldFacts(
  messages: Messages,
  held: HeldRun,
  id: DrawnMeasureId,
  now: LayerReading | undefined,
): [string, string][] {
  const { results, layer } = held;
  const reading = readLayers(results, id, results.shrunk?.zeta ?? 0)[layer];
  const profile = results.layers[layer]?.profile;
  const pair = compareReadings(messages, now, reading);
  if (reading === undefined || profile === undefined || pair === undefined) return [];
  const interval =
    reading.interval === undefined
      ? ""
      : ` (${messages.formats.number(reading.interval.low)} – ${messages.formats.number(reading.interval.high)})`;
  const of = [
    ...runParts(messages, results),
    messages.layers.layer(layerNumber(results, layer)),
    `n = ${messages.formats.count(profile.n)}`,
    `d = ${profile.d}`,
  ].join(" · ");
  const difference = describeDifference(messages, pair);
  return [
    [messages.comparison.heldRun, `${pair.held}${interval} · ${of}`],
    ...(difference === undefined
      ? []
      : ([
          [
            messages.comparison.differenceTerm,
            `${difference}. ${pair.intervals === undefined ? "" : messages.comparison.notATest}`,
          ],
        ] as [string, string][])),
  ];
}

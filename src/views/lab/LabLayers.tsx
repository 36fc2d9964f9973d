import type { ReactNode } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { formatNumber, formatShare } from "../../charts/format.ts";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import type { CloudFigures } from "../../lab/cloudFigures.ts";
import type { LayerChange } from "../../lab/layerChange.ts";
import { english } from "../../messages/en/catalogue.ts";
import { labLayersWords as words } from "../../messages/en/labLayers.ts";
import { useApp } from "../../store/appStore.ts";
import type { Lab } from "../../store/labControl.ts";
import { Waiting } from "../page/Waiting.tsx";
import { LayerChangeChart } from "./LayerChangeChart.tsx";
import styles from "./LabLayers.module.css";
import sweepStyles from "./SweepView.module.css";

const noteHeight = 38;

const isoScoreOf = ({ isoScoreStar }: CloudFigures) => isoScoreStar;
const twoNNOf = ({ twoNN }: CloudFigures) => twoNN;

function shown(measure: Measure): string {
  return isDefined(measure) ? formatNumber(measure) : english.notDefined(measure.notDefined);
}

/** Isotropy and dimension of each layer before and after the run. */
export function LabLayers({ lab, heading }: { readonly lab: Lab; readonly heading: ReactNode }) {
  const layers = useApp((state) => state.lab.layers);
  const measuring = useApp((state) => state.lab.measuringLayers);
  const started = useApp((state) => (state.lab.current?.evaluations.length ?? 0) > 0);
  const layersTrained = useApp((state) => state.lab.current?.settings.layersTrained ?? 0);
  const changes = layers?.changes ?? [];
  return (
    <ChartPanel
      title={words.title}
      heading={heading}
      description={
        layers === null
          ? words.empty
          : `${describe(words.isoScore, changes, isoScoreOf)} ${describe(words.twoNN, changes, twoNNOf)} ${noteOf(layers)}`
      }
      table={() => tableOf(changes)}
      controls={
        <>
          {measuring === null ? (
            <button type="button" className={sweepStyles.action} disabled={!started} onClick={lab.measureLayers}>
              {layers === null ? words.measure : words.measureAgain}
            </button>
          ) : (
            <button type="button" className={sweepStyles.action} onClick={lab.stopMeasuring}>
              {words.stop}
            </button>
          )}
          {layersTrained > 0 && (
            <button
              type="button"
              className={sweepStyles.action}
              title={words.showHint}
              disabled={!started}
              onClick={lab.showTrained}
            >
              {words.show}
            </button>
          )}
        </>
      }
    >
      {(size) => {
        if (measuring !== null) {
          return (
            <div className={styles.measuring} role="status">
              {words.measuring(formatShare(measuring))}
              <progress max={1} value={measuring} aria-label={words.measuring(formatShare(measuring))} />
            </div>
          );
        }
        if (layers === null) return <Waiting text={words.empty} />;
        const each = { width: Math.floor(size.width / 2), height: size.height - noteHeight };
        return (
          <>
            <div className={styles.pair}>
              <LayerChangeChart size={each} title={words.isoScore} changes={changes} measure={isoScoreOf} withNull />
              <LayerChangeChart size={each} title={words.twoNN} changes={changes} measure={twoNNOf} />
            </div>
            <p className={styles.note}>{noteOf(layers)}</p>
          </>
        );
      }}
    </ChartPanel>
  );
}

function noteOf({ step, changes }: { readonly step: number; readonly changes: readonly LayerChange[] }): string {
  const [first] = changes;
  const isHead = changes.some(({ layer }) => layer === "adapter");
  return isHead && first.layer !== "adapter" ? words.head(first.layer, step) : words.tokens(first.after.n, step);
}

function describe(title: string, changes: readonly LayerChange[], measure: (figures: CloudFigures) => Measure): string {
  return words.description(
    title,
    changes
      .map(({ layer, before, after }) => words.changed(layer, shown(measure(before)), shown(measure(after))))
      .join("; "),
  );
}

function tableOf(changes: readonly LayerChange[]) {
  const { layer, n, d, isotropic, isoScore, twoNN } = words.table;
  return {
    columns: [layer, n, d, ...isoScore, isotropic, ...twoNN],
    rows: changes.map((change) => [
      words.layer(change.layer),
      String(change.after.n),
      String(change.after.d),
      ...[
        change.before.isoScoreStar,
        change.after.isoScoreStar,
        change.after.isoScoreNull,
        change.before.twoNN,
        change.after.twoNN,
      ].map(shown),
    ]),
  };
}

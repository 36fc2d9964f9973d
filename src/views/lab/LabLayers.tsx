import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import type { ReactNode } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import type { CloudFigures } from "../../lab/cloudFigures.ts";
import type { LayerChange } from "../../lab/layerChange.ts";
import { useApp } from "../../store/appState.ts";
import { Waiting } from "../page/Waiting.tsx";
import { LayerChangeChart } from "./LayerChangeChart.tsx";
import styles from "./LabLayers.module.css";
import sweepStyles from "./SweepView.module.css";

const isoScoreOf = ({ isoScoreStar }: CloudFigures) => isoScoreStar;
const twoNNOf = ({ twoNN }: CloudFigures) => twoNN;

function shown(messages: Messages, measure: Measure): string {
  return isDefined(measure) ? messages.formats.number(measure) : messages.notDefined(measure.notDefined);
}

/** Isotropy and dimension of each layer before and after the run. */
export function LabLayers({ heading }: { readonly heading: ReactNode }) {
  const messages = useMessages();
  const layers = useApp((state) => state.lab.layers);
  const measuring = useApp((state) => state.lab.measuringLayers);
  const started = useApp((state) => (state.lab.current?.evaluations.length ?? 0) > 0);
  const layersTrained = useApp((state) => state.lab.current?.settings.layersTrained ?? 0);
  const model = useApp((state) => state.lab.data?.model);
  const lambda = useApp((state) => state.lab.settings.lambda);
  const changes = layers?.changes ?? [];
  return (
    <ChartPanel
      title={messages.labLayers.title}
      heading={heading}
      description={
        layers === null
          ? messages.labLayers.empty
          : `${describe(messages, messages.labLayers.isoScore, changes, isoScoreOf)} ${describe(messages, messages.labLayers.twoNN, changes, twoNNOf)} ${noteOf(messages, layers)}`
      }
      table={() => tableOf(messages, changes)}
      controls={
        <>
          {measuring === null ? (
            <button
              type="button"
              className={sweepStyles.action}
              disabled={!started}
              onClick={actions.lab.measureLayers}
            >
              {layers === null ? messages.labLayers.measure : messages.labLayers.measureAgain}
            </button>
          ) : (
            <button type="button" className={sweepStyles.action} onClick={actions.lab.stopMeasuring}>
              {messages.labLayers.stop}
            </button>
          )}
          {layersTrained > 0 && (
            <button
              type="button"
              className={sweepStyles.action}
              title={messages.labLayers.showHint}
              disabled={!started}
              onClick={() => {
                if (model !== undefined)
                  actions.lab.showTrained(messages.labLayers.trainedName(model, messages.formats.setting(lambda)));
              }}
            >
              {messages.labLayers.show}
            </button>
          )}
        </>
      }
    >
      {(size) => {
        if (measuring !== null) {
          return (
            <div className={styles.measuring}>
              {messages.labLayers.measuring(messages.formats.share(measuring))}
              <progress
                max={1}
                value={measuring}
                aria-label={messages.labLayers.measuring(messages.formats.share(measuring))}
              />
            </div>
          );
        }
        if (layers === null) return <Waiting text={messages.labLayers.empty} />;
        const each = { width: Math.floor(size.width / 2), height: size.height - 2.4 * rootFontSize() };
        return (
          <>
            <div className={styles.pair}>
              <LayerChangeChart
                size={each}
                title={messages.labLayers.isoScore}
                changes={changes}
                measure={isoScoreOf}
                withNull
              />
              <LayerChangeChart size={each} title={messages.labLayers.twoNN} changes={changes} measure={twoNNOf} />
            </div>
            <p className={styles.note}>{noteOf(messages, layers)}</p>
          </>
        );
      }}
    </ChartPanel>
  );
}

function noteOf(
  messages: Messages,
  { step, changes }: { readonly step: number; readonly changes: readonly LayerChange[] },
): string {
  const [first] = changes;
  const isHead = changes.some(({ layer }) => layer === "adapter");
  return isHead && first.layer !== "adapter"
    ? messages.labLayers.head(first.layer, step)
    : messages.labLayers.tokens(first.after.n, step);
}

function describe(
  messages: Messages,
  title: string,
  changes: readonly LayerChange[],
  measure: (figures: CloudFigures) => Measure,
): string {
  return messages.labLayers.description(
    title,
    changes
      .map(({ layer, before, after }) =>
        messages.labLayers.changed(layer, shown(messages, measure(before)), shown(messages, measure(after))),
      )
      .join("; "),
  );
}

function tableOf(messages: Messages, changes: readonly LayerChange[]) {
  const { layer, n, d, isotropic, isoScore, twoNN } = messages.labLayers.table;
  return {
    columns: [layer, n, d, ...isoScore, isotropic, ...twoNN],
    rows: changes.map((change) => [
      messages.labLayers.layer(change.layer),
      String(change.after.n),
      String(change.after.d),
      ...[
        change.before.isoScoreStar,
        change.after.isoScoreStar,
        change.after.isoScoreNull,
        change.before.twoNN,
        change.after.twoNN,
      ].map((measure) => shown(messages, measure)),
    ]),
    saved: () => ({
      columns: ["layer", "n", "d", "isoScoreStarBefore", "isoScoreStar", "isoScoreNull", "twoNNBefore", "twoNN"],
      rows: changes.map(({ layer: number, before, after }) => [
        ...[number, after.n, after.d],
        ...[before.isoScoreStar, after.isoScoreStar, after.isoScoreNull, before.twoNN, after.twoNN].map((measure) =>
          isDefined(measure) ? measure : null,
        ),
      ]),
    }),
  };
}

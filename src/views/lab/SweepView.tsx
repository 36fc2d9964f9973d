import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { useState } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import type { SweepResult } from "../../engine/protocol/lab.ts";
import { isDefined } from "../../geometry/measure.ts";
import { useApp } from "../../store/appState.ts";
import { sweepKey, type SweepMode } from "../../store/lab.ts";
import { saveFile } from "../../store/effects/saveFile.ts";
import { Choice, Toggle } from "../page/Choice.tsx";
import { Waiting } from "../page/Waiting.tsx";
import { RowCurves } from "./RowCurves.tsx";
import { SweepRuns } from "./SweepRuns.tsx";
import { sweepFinding, type SweepFinding, type SweepQuantity } from "../../lab/sweepFindings.ts";
import { sweepCsv, sweepJson } from "./sweepFiles.ts";
import styles from "./SweepView.module.css";

/** Many runs in the background: λ × seeds, accuracy against isotropy; or λ × training rows. */
export function SweepView() {
  const messages = useMessages();
  const [mode, setMode] = useState<SweepMode>("seeds");
  const [quantity, setQuantity] = useState<SweepQuantity>("isoScore");
  const sweep = useApp((state) => state.lab.sweeps[mode]);
  const settings = useApp((state) => state.lab.settings);
  const data = useApp((state) => state.lab.data);
  const busy = useApp((state) => state.lab.sweeps.seeds?.running === true || state.lab.sweeps.rows?.running === true);
  const results = sweep?.results ?? [];
  const stale = sweep !== null && (data === null || sweep.key !== sweepKey(data.data, settings, mode));
  const unfinished = sweep !== null && !stale && !sweep.running && results.length > 0 && results.length < sweep.total;
  const text = stale
    ? messages.lab.sweep.stale
    : mode === "seeds"
      ? findingText(messages, sweepFinding(results, quantity), quantity)
      : messages.lab.sweep.rowsReading;
  const empty = mode === "seeds" ? messages.lab.sweep.empty : messages.lab.sweep.rowsEmpty;
  return (
    <ChartPanel
      title={messages.lab.sweep.title}
      heading={
        <div className={styles.modes}>
          <Toggle
            label={messages.lab.sweep.title}
            value={mode}
            options={[
              { value: "seeds", text: messages.lab.sweep.modes.seeds },
              { value: "rows", text: messages.lab.sweep.modes.rows },
            ]}
            onChange={(value) => setMode(value as SweepMode)}
          />
        </div>
      }
      description={results.length === 0 ? empty : text}
      table={() => sweepTable(messages, results)}
      controls={
        <>
          {sweep?.running === true && (
            <span className="quiet">{messages.lab.sweep.progress(results.length, sweep.total)}</span>
          )}
          {results.length > 0 && mode === "seeds" && (
            <Choice
              label={messages.lab.sweep.against}
              value={quantity}
              options={(["isoScore", "twoNN"] as const).map((value) => ({
                value,
                text: messages.lab.sweep.quantities[value],
              }))}
              onChange={(value) => setQuantity(value as SweepQuantity)}
            />
          )}
          {sweep !== null && results.length > 0 && !busy && (
            <>
              <button
                type="button"
                className={styles.action}
                onClick={() => saveFile("isoscope-sweep.csv", "text/csv", sweepCsv(sweep))}
              >
                {messages.lab.sweep.exportCsv}
              </button>
              <button
                type="button"
                className={styles.action}
                onClick={() => saveFile("isoscope-sweep.json", "application/json", sweepJson(sweep))}
              >
                {messages.lab.sweep.exportJson}
              </button>
            </>
          )}
          {busy ? (
            <button type="button" className={styles.action} onClick={actions.lab.stopSweep}>
              {messages.lab.sweep.stop}
            </button>
          ) : (
            <button
              type="button"
              className={styles.action}
              disabled={data === null}
              onClick={() => actions.lab.sweep(mode)}
            >
              {unfinished ? messages.lab.sweep.resume : messages.lab.sweep.run}
            </button>
          )}
        </>
      }
    >
      {(size) =>
        results.length === 0 ? (
          <Waiting text={empty} />
        ) : (
          <>
            {mode === "seeds" ? (
              <SweepRuns size={{ width: size.width, height: size.height - 40 }} results={results} quantity={quantity} />
            ) : (
              <RowCurves
                size={{ width: size.width, height: size.height - 40 }}
                results={results}
                training={data?.training ?? 0}
              />
            )}
            <p className={styles.verdict} role="status">
              {text}
            </p>
          </>
        )
      }
    </ChartPanel>
  );
}

function sweepTable(messages: Messages, results: readonly SweepResult[]) {
  const shown = (value: SweepResult["isoScore"]) =>
    isDefined(value) ? messages.formats.number(value) : messages.notDefined(value.notDefined);
  return {
    columns: [
      messages.lab.sweep.lambda,
      messages.lab.sweep.seed,
      messages.lab.sweep.rows,
      messages.lab.sweep.y,
      messages.lab.sweep.isoScore,
      messages.lab.dimension.title,
    ],
    rows: results.map((result) => [
      messages.formats.setting(result.lambda),
      String(result.seed),
      String(result.trainingRows),
      messages.formats.number(result.accuracy),
      shown(result.isoScore),
      shown(result.twoNN),
    ]),
  };
}

/** What the sweep shows, then what was compared: the sentence never says more than the tests beside it. */
function findingText({ lab, formats }: Messages, finding: SweepFinding, quantity: SweepQuantity): string {
  const { verdict: verdicts, onSide, bySide, sides, trend, compared } = lab.sweep;
  const { verdict, seeds, trends } = finding;
  if (verdict === "few") return verdicts.few;
  const lead =
    verdict === "sides"
      ? bySide(trends.filter(({ side }) => side !== "all").map(({ side, kind }) => onSide[quantity][kind](sides[side])))
      : verdicts[quantity][verdict];
  const figures = trends.map(({ side, rho, p, runs }) =>
    trend(sides[side], formats.number(rho).replace("-", "\u2212"), formats.number(p), runs),
  );
  return `${lead} ${compared(seeds, figures)}`;
}

import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { useState } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import type { SweepResult } from "../../engine/protocol/lab.ts";
import { rightMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import { isDefined } from "../../geometry/measure.ts";
import { useApp } from "../../store/appState.ts";
import { sweepKey, type LabSweep, type SweepMode } from "../../store/lab.ts";
import { sharedSettings, sweepJson, type ReadSweep } from "../../store/sweepFile.ts";
import { saveFile } from "../../store/effects/saveFile.ts";
import { Choice, Toggle } from "../page/Choice.tsx";
import { Menu } from "../page/Menu.tsx";
import { Waiting } from "../page/Waiting.tsx";
import { RowCurves } from "./RowCurves.tsx";
import { SweepRuns } from "./SweepRuns.tsx";
import { pairedDifferences, type PairedDifferences } from "../../lab/pairedDifferences.ts";
import type { SweepFileFault } from "../../lab/sweepFileFault.ts";
import { sweepFinding, type SweepFinding, type SweepQuantity } from "../../lab/sweepFindings.ts";
import { OpenSweep } from "./OpenSweep.tsx";
import { PairedChart } from "./PairedChart.tsx";
import { savedSweep, sweepCsv } from "./sweepFiles.ts";
import styles from "./SweepView.module.css";

/** Many runs in the background: λ × seeds, accuracy against isotropy; or λ × training rows. */
export function SweepView() {
  const messages = useMessages();
  const [mode, setMode] = useState<SweepMode>("seeds");
  const [quantity, setQuantity] = useState<SweepQuantity | "paired">("isoScore");
  const [fault, setFault] = useState<SweepFileFault | null>(null);
  const sweep = useApp((state) => state.lab.sweeps[mode]);
  const settings = useApp((state) => state.lab.settings);
  const data = useApp((state) => state.lab.data);
  const busy = useApp((state) => state.lab.sweeps.seeds?.running === true || state.lab.sweeps.rows?.running === true);
  const results = sweep?.results ?? [];
  const stale =
    sweep !== null && sweep.openedFrom === null && (data === null || sweep.key !== sweepKey(data.data, settings, mode));
  const unfinished =
    sweep !== null &&
    sweep.openedFrom === null &&
    !stale &&
    !sweep.running &&
    results.length > 0 &&
    results.length < sweep.total;
  const differences = mode === "seeds" && quantity === "paired" ? pairedDifferences(results) : null;
  const finding = (of: typeof quantity) =>
    of === "paired" ? pairedText(messages, differences ?? []) : findingText(messages, sweepFinding(results, of), of);
  const shown = stale
    ? messages.lab.sweep.stale
    : mode === "seeds"
      ? finding(quantity)
      : messages.lab.sweep.rowsReading;
  const text =
    fault !== null
      ? messages.lab.sweep.fileFault(fault)
      : sweep !== null && sweep.openedFrom !== null
        ? `${openedText(messages, sweep)} ${shown}`
        : shown;
  const show = (name: string, read: ReadSweep) => {
    setFault(read.kind === "refused" ? read.fault : null);
    if (read.kind === "refused") return;
    actions.lab.showStoredSweep(read.mode, name, read.sweep);
    setMode(read.mode);
  };
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
      description={results.length === 0 && fault === null ? empty : text}
      table={() => ({
        ...(differences === null ? sweepTable(messages, results) : pairedTable(messages, differences)),
        ...(sweep && differences === null && { saved: () => savedSweep(sweep) }),
      })}
      controls={
        <>
          {sweep?.running === true && (
            <span className="quiet">{messages.lab.sweep.progress(results.length, sweep.total)}</span>
          )}
          {results.length > 0 && mode === "seeds" && (
            <Choice
              label={messages.lab.sweep.against}
              value={quantity}
              options={(["isoScore", "twoNN", "paired"] as const).map((value) => ({
                value,
                text: messages.lab.sweep.quantities[value],
              }))}
              onChange={(value) => setQuantity(value as typeof quantity)}
            />
          )}
          {!busy && (
            <Menu label={messages.lab.sweep.file} title={messages.lab.sweep.exportHint}>
              <div className={styles.files}>
                {sweep !== null && results.length > 0 && (
                  <>
                    <button type="button" onClick={() => saveFile("isoscope-sweep.csv", "text/csv", sweepCsv(sweep))}>
                      {messages.lab.sweep.exportCsv}
                    </button>
                    <button
                      type="button"
                      onClick={() => saveFile("isoscope-sweep.json", "application/json", sweepJson(mode, sweep))}
                    >
                      {messages.lab.sweep.exportJson}
                    </button>
                  </>
                )}
                <OpenSweep onRead={show} />
              </div>
            </Menu>
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
              onClick={() => {
                setFault(null);
                actions.lab.sweep(mode);
              }}
            >
              {unfinished ? messages.lab.sweep.resume : messages.lab.sweep.run}
            </button>
          )}
        </>
      }
    >
      {(size) => {
        if (results.length === 0) return <Waiting text={fault === null ? empty : text} />;
        const note = noteHeight(text, size);
        const picture = { width: size.width, height: size.height - note };
        return (
          <>
            {mode === "rows" ? (
              <RowCurves size={picture} results={results} training={sweep?.data.training ?? 0} />
            ) : quantity === "paired" ? (
              <PairedChart size={picture} differences={differences ?? []} />
            ) : (
              <SweepRuns size={picture} results={results} quantity={quantity} />
            )}
            {/* Read out once, when the last run is done. */}
            <p
              className={styles.verdict}
              style={{ height: note }}
              role={sweep?.running === true ? undefined : "status"}
            >
              {text}
            </p>
          </>
        );
      }}
    </ChartPanel>
  );
}

/** Height of the words under the picture, in px: the lines that they take, or a third of a low panel, where they scroll. */
function noteHeight(text: string, { width, height }: Size): number {
  const unit = rootFontSize();
  const line = 1.15 * unit;
  const lines = Math.ceil((rightMargin([text], unit) * 1.2) / Math.max(1, width));
  return Math.max(line, Math.min(lines * line, height / 3));
}

/** What a sweep from a file was made with, as the file says. */
function openedText({ lab, formats }: Messages, sweep: LabSweep): string {
  const settings = Object.entries(sharedSettings(sweep)).map(
    ([name, value]) => [name, typeof value === "number" ? formats.decimal(value, 6) : value] as const,
  );
  const { model, data, openedFrom } = sweep;
  return lab.sweep.opened(openedFrom ?? "", model, data.name, data.rows, data.heldOut, lab.sweep.settingsOf(settings));
}

function pairedText({ lab }: Messages, differences: readonly PairedDifferences[]): string {
  const seeds = new Set(differences.flatMap(({ bySeed }) => bySeed.map(({ seed }) => seed))).size;
  return seeds === 0 ? lab.sweep.paired.none : lab.sweep.paired.reading(seeds);
}

function pairedTable({ lab, formats }: Messages, differences: readonly PairedDifferences[]) {
  const { lambda, seed, difference } = lab.sweep.paired;
  return {
    columns: [lambda, seed, difference],
    rows: differences.flatMap((group) => [
      ...group.bySeed.map((run) => [formats.setting(group.lambda), String(run.seed), formats.number(run.difference)]),
      [
        formats.setting(group.lambda),
        lab.sweep.mean,
        `${formats.number(group.mean)} ± ${formats.number(group.deviation)}`,
      ],
    ]),
  };
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

/** A sweep as CSV, which tells what it was trained on, and how. Pure. */
import type { SavedTable } from "../../charts/frame/TableTwin.tsx";
import { isDefined } from "../../geometry/measure.ts";
import { csvText } from "../../report/csvText.ts";
import { programVersion } from "../../report/programVersion.ts";
import type { LabSweep } from "../../store/lab.ts";
import { sharedSettings } from "../../store/sweepFile.ts";

/** One run a row; empty where a measure is not defined. */
export function savedSweep(sweep: LabSweep): SavedTable & Required<Pick<SavedTable, "settings">> {
  const { model, data, results } = sweep;
  return {
    columns: ["lambda", "seed", "trainingRows", "accuracy", "isoScore", "twoNN"],
    rows: results.map(({ lambda, seed, trainingRows, accuracy, isoScore, twoNN }) => [
      lambda,
      seed,
      trainingRows,
      accuracy,
      isDefined(isoScore) ? isoScore : null,
      isDefined(twoNN) ? twoNN : null,
    ]),
    settings: { ...sharedSettings(sweep), model, data: data.name, rows: data.rows, heldOut: data.heldOut },
  };
}

export function sweepCsv(sweep: LabSweep): string {
  const { columns, rows, settings } = savedSweep(sweep);
  const shared = { ...settings, version: programVersion };
  return csvText(
    [...columns, ...Object.keys(shared)],
    rows.map((row) => [...row, ...Object.values(shared)]),
  );
}

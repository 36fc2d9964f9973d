/** A sweep as CSV, which tells what it was trained on, and how. Pure. */
import { isDefined } from "../../geometry/measure.ts";
import type { LabSweep } from "../../store/lab.ts";
import { sharedSettings } from "../../store/sweepFile.ts";

/** One run a row; empty where a measure is not defined. */
export function sweepCsv(sweep: LabSweep): string {
  const { model, data, results } = sweep;
  const shared = { ...sharedSettings(sweep), model, data: data.name, rows: data.rows, heldOut: data.heldOut };
  const rows = results.map(({ lambda, seed, trainingRows, accuracy, isoScore, twoNN }) => ({
    lambda,
    seed,
    trainingRows,
    accuracy,
    isoScore: isDefined(isoScore) ? isoScore : "",
    twoNN: isDefined(twoNN) ? twoNN : "",
    ...shared,
  }));
  const lines = rows.map((row) => Object.values(row).map(field).join(","));
  return `${Object.keys(rows[0] ?? {}).join(",")}\n${lines.map((line) => `${line}\n`).join("")}`;
}

function field(value: string | number): string {
  const written = String(value);
  return /[",\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
}

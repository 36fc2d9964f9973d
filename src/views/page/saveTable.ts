/** Saves the table of a chart, with what its numbers come from beside every row. */
import type { SavedTable, TableTwin } from "../../charts/frame/TableTwin.tsx";
import { hashRows } from "../../lab/hashRows.ts";
import { csvText, type CsvValue } from "../../report/csvText.ts";
import { programVersion } from "../../report/programVersion.ts";
import { provenanceOf } from "../../report/provenance.ts";
import { useApp, type AppState } from "../../store/appState.ts";
import { saveFile } from "../../store/effects/saveFile.ts";
import { exportName, safePart } from "../header/exportName.ts";
import { resultsAsReport } from "../header/exportResults.ts";

type Provenance = Readonly<Record<string, CsvValue>>;

export function saveTable(title: string, twin: TableTwin): void {
  const state = useApp.getState();
  const table = twin.saved?.() ?? twin;
  void tableAsCsv(state, table).then((csv) => {
    const name = state.view.mode === "lab" ? "isoscope_lab" : exportName(state, "");
    saveFile(`${name}-table-${safePart(title)}.csv`, "text/csv", csv);
  });
}

/** All rows, each with what its values come from. */
export async function tableAsCsv(state: AppState, { columns, rows, settings }: SavedTable): Promise<string> {
  const provenance: Provenance =
    settings !== undefined
      ? { ...settings, version: programVersion }
      : state.view.mode === "lab"
        ? await labProvenance(state)
        : await explorerProvenance(state);
  const values = Object.values(provenance);
  return csvText(
    [...columns, ...Object.keys(provenance)],
    rows.map((row) => [...row, ...values]),
  );
}

async function explorerProvenance(state: AppState): Promise<Provenance> {
  const report = await resultsAsReport(state);
  if (report === null) return { version: programVersion };
  const held = Object.entries(report.held ? provenanceOf(report.held) : {});
  return {
    ...provenanceOf(report),
    ...Object.fromEntries(held.map(([key, value]) => [`held_${key}`, value])),
  };
}

/** Of the run at hand, else of the settings that the next one would have. */
async function labProvenance({ lab }: AppState): Promise<Provenance> {
  const { data, own, task, rows, current } = lab;
  const settings = Object.entries(current?.settings ?? lab.settings);
  return {
    source: task ?? own?.name,
    sourceSha256: await hashRows(rows),
    rows: data?.rows,
    trainingRowsAtHand: data?.training,
    heldOut: data?.heldOutRows.length,
    model: data?.model,
    ...Object.fromEntries(settings.map(([key, value]) => [key, scalar(value)])),
    version: programVersion,
  };
}

function scalar(value: unknown): CsvValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : JSON.stringify(value);
}

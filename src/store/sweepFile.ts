/** A sweep as a JSON file that can be opened again, read as if anyone could have written it. Pure. */
import type { LabRunSettings, SweepResult } from "../engine/protocol/lab.ts";
import { isNotDefinedReason, type Measure } from "../geometry/measure.ts";
import { settingBounds } from "../lab/settings.ts";
import type { SweepFileFault } from "../lab/sweepFileFault.ts";
import { sweepPointKey } from "../lab/sweepPlan.ts";
import { defaultLabSettings, type LabSweep, type SweepMode } from "./lab.ts";
import { readLabSetting } from "./labSettingsCodec.ts";

const format = "isoscope-sweep";
/** Bytes of the largest file that is read: some thousand times one that the page saves. */
export const mostSweepBytes = 10_000_000;
const mostRuns = 10_000;
const mostCharacters = 1000;
const largest = 1e6;

const varied: ReadonlySet<string> = new Set(["lambda", "seed", "trainingRows"]);

/** The settings of all runs: λ, seed and training rows are each run's own. */
export function sharedSettings({ settings }: Pick<LabSweep, "settings">): Record<string, string | number> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !varied.has(name)));
}

export function sweepJson(mode: SweepMode, sweep: LabSweep): string {
  const { model, data, total, results } = sweep;
  return JSON.stringify({ format, mode, model, data, settings: sharedSettings(sweep), total, runs: results }, null, 2);
}

export type ReadSweep =
  | { readonly kind: "read"; readonly mode: SweepMode; readonly sweep: StoredSweep }
  | { readonly kind: "refused"; readonly fault: SweepFileFault };

export type StoredSweep = Pick<LabSweep, "settings" | "model" | "data" | "total" | "results">;

/** Every part is checked: its type, its length and its range. */
export function readSweepJson(text: string): ReadSweep {
  if (text.length > mostSweepBytes) return refused({ code: "too-large", most: mostSweepBytes });
  const file = parse(text);
  if (!isObject(file) || file.format !== format) return refused({ code: "not-a-sweep" });
  try {
    const mode = file.mode;
    if (mode !== "seeds" && mode !== "rows") throw new BadPart("mode");
    const data = objectAt(file.data, "data");
    const runs = file.runs;
    if (!Array.isArray(runs) || runs.length === 0 || runs.length > mostRuns) throw new BadPart("runs");
    const results = runs.map((run: unknown, index) => resultAt(run, `runs[${index}]`));
    if (new Set(results.map(sweepPointKey)).size < results.length) throw new BadPart("runs");
    const sweep: StoredSweep = {
      model: textAt(file.model, "model"),
      data: {
        name: textAt(data.name, "data.name"),
        rows: numberAt(data.rows, "data.rows", 2, largest, true),
        training: numberAt(data.training, "data.training", 2, largest, true),
        heldOut: numberAt(data.heldOut, "data.heldOut", 1, largest, true),
      },
      settings: settingsAt(objectAt(file.settings, "settings")),
      total: numberAt(file.total, "total", results.length, mostRuns, true),
      results,
    };
    return { kind: "read", mode, sweep };
  } catch (error) {
    if (error instanceof BadPart) return refused({ code: "part-invalid", part: error.part });
    throw error;
  }
}

function refused(fault: SweepFileFault): ReadSweep {
  return { kind: "refused", fault };
}

class BadPart extends Error {
  constructor(readonly part: string) {
    super(part);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectAt(value: unknown, part: string): Record<string, unknown> {
  if (!isObject(value)) throw new BadPart(part);
  return value;
}

function textAt(value: unknown, part: string): string {
  if (typeof value !== "string" || value.length > mostCharacters) throw new BadPart(part);
  return value;
}

function numberAt(value: unknown, part: string, low: number, high: number, isWhole = false): number {
  const fits = typeof value === "number" && value >= low && value <= high && (!isWhole || Number.isInteger(value));
  if (!fits) throw new BadPart(part);
  return value;
}

function settingsAt(written: Record<string, unknown>): LabRunSettings {
  const shared = Object.keys(sharedSettings({ settings: defaultLabSettings })) as (keyof LabRunSettings)[];
  const read = shared.map((name) => {
    const value = written[name];
    const setting = typeof value === typeof defaultLabSettings[name] ? readLabSetting(name, String(value)) : undefined;
    if (setting === undefined) throw new BadPart(`settings.${name}`);
    return [name, setting] as const;
  });
  return { ...defaultLabSettings, ...(Object.fromEntries(read) as Partial<LabRunSettings>) };
}

function resultAt(value: unknown, part: string): SweepResult {
  const run = objectAt(value, part);
  const [lowest, highest] = settingBounds.lambda;
  return {
    lambda: numberAt(run.lambda, `${part}.lambda`, lowest, highest),
    seed: numberAt(run.seed, `${part}.seed`, 0, largest, true),
    trainingRows:
      run.trainingRows === "all" ? "all" : numberAt(run.trainingRows, `${part}.trainingRows`, 2, largest, true),
    accuracy: numberAt(run.accuracy, `${part}.accuracy`, 0, 1),
    isoScore: measureAt(run.isoScore, `${part}.isoScore`, -1, 1),
    twoNN: measureAt(run.twoNN, `${part}.twoNN`, 0, largest),
  };
}

/** A measure in its range, or the reason why there is none. */
function measureAt(value: unknown, part: string, low: number, high: number): Measure {
  if (!isObject(value)) return numberAt(value, part, low, high);
  if (!isNotDefinedReason(value.notDefined)) throw new BadPart(part);
  return { notDefined: value.notDefined };
}

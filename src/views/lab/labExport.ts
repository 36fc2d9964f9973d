/** The numbers of the lab as files: curves with what they were trained on, how, and with which λ at each step. Pure. */
import { isDefined, type Measure } from "../../geometry/measure.ts";
import type { LabEvaluation } from "../../engine/protocol/lab.ts";
import { csvText, type CsvValue } from "../../report/csvText.ts";
import type { LabRun, LabState } from "../../store/lab.ts";
import { lambdaMarks } from "./labCurves.ts";

const numberOrNull = (measure: Measure) => (isDefined(measure) ? measure : null);

function lookOf(look: LabEvaluation) {
  const { step, accuracy, trainingAccuracy, crossEntropy, isoScore, isoScoreNull, twoNN } = look;
  return {
    step,
    accuracy,
    trainingAccuracy,
    crossEntropy,
    isoScore: numberOrNull(isoScore),
    isoScoreNull: numberOrNull(isoScoreNull),
    twoNN: numberOrNull(twoNN),
  };
}

function dataOf({ data, task, own, classes }: LabState) {
  return {
    name: task ?? own?.name ?? "",
    classes,
    ...(data !== null && {
      rows: data.rows,
      training: data.training,
      used: data.used,
      heldOut: data.heldOutRows.length,
    }),
  };
}

/** Null while there is no run, or none that has been looked at. */
export function labAsReport(lab: LabState): object | null {
  const { current, data } = lab;
  if (current === null || current.evaluations.length === 0) return null;
  const { lambda, learningRate, zeta } = lab.settings;
  return {
    model: data?.model ?? null,
    data: dataOf(lab),
    // λ, ζ and the learning rate as they are now: they may have been moved while it trained.
    settings: { ...current.settings, lambda, learningRate, zeta },
    lambdas: lambdaMarks(current),
    best: current.best,
    steps: current.steps,
    heldOut: current.evaluations.map(lookOf),
  };
}

/** One row a step or a look at the held-out rows, in their order; what a row has no value of is empty. */
export function labAsCsv(lab: LabState): string {
  const { current, data, settings } = lab;
  const shared = [data?.model ?? "", dataOf(lab).name, settings.seed];
  const rows = current === null ? [] : rowsOf(current).map((row) => [...row, ...shared]);
  return csvText([...stepColumns, ...lookColumns, "model", "data", "seed"], rows);
}

const stepColumns = ["step", "epoch", "lambda", "loss", "crossEntropy", "isoScoreStar"] as const;
const lookColumns = [
  "heldOutAccuracy",
  "trainingAccuracy",
  "heldOutCrossEntropy",
  "heldOutIsoScore",
  "isotropicIsoScore",
  "heldOutTwoNN",
] as const;

function rowsOf({ steps, evaluations }: LabRun): CsvValue[][] {
  const looks = new Map(evaluations.map((look) => [look.step, look]));
  const byStep = new Map(steps.map((step) => [step.step, step]));
  const numbers = [...new Set([...looks.keys(), ...byStep.keys()])].sort((a, b) => a - b);
  return numbers.map((number) => {
    const step = byStep.get(number);
    const ofStep = stepColumns.map((name) => step?.[name] ?? null);
    return [number, ...ofStep.slice(1), ...lookCells(looks.get(number))];
  });
}

function lookCells(look: LabEvaluation | undefined): CsvValue[] {
  if (look === undefined) return lookColumns.map(() => null);
  const { accuracy, trainingAccuracy, crossEntropy, isoScore, isoScoreNull, twoNN } = lookOf(look);
  return [accuracy, trainingAccuracy, crossEntropy, isoScore, isoScoreNull, twoNN];
}

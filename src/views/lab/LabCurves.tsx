import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import type { SavedTable } from "../../charts/frame/TableTwin.tsx";
import type { LabRun } from "../../store/lab.ts";
import { useApp } from "../../store/appState.ts";
import { Waiting } from "../page/Waiting.tsx";
import { useNothingYet } from "./useNothingYet.ts";
import styles from "./LabCurves.module.css";
import { lambdaMarks, quantitiesOf, type Quantity } from "./labCurves.ts";
import { TimeChart } from "./TimeChart.tsx";

/** What the last value of each curve is, in words. */
function now(messages: Messages, { curves }: Quantity): string {
  return curves
    .flatMap(({ name, points, weight }) =>
      points.length === 0 || weight === "ghost"
        ? []
        : [`${name} ${messages.formats.number(points[points.length - 1].value)}`],
    )
    .join(", ");
}

function describe(messages: Messages, quantity: Quantity): string {
  const curves = messages.lab.curveDescription(quantity.title, now(messages, quantity));
  if (quantity.best == null) return curves;
  const { step, value } = quantity.best;
  return `${curves} ${messages.lab.bestDescription(messages.formats.number(value), step)}`;
}

/** The curves of the run at hand, each step with the λ that it was trained at: λ may have been moved. */
export function savedCurve(curves: Quantity["curves"], current: LabRun | null): SavedTable {
  const own = curves.filter(({ weight }) => weight !== "ghost");
  const steps = [...new Set(own.flatMap(({ points }) => points.map(({ step }) => step)))].sort((a, b) => a - b);
  const valuesOf = own.map(({ points }) => new Map(points.map(({ step, value }) => [step, value])));
  return {
    columns: ["step", "lambdaOfStep", ...own.map(({ name }) => name)],
    rows: steps.map((step) => [
      step,
      current?.steps.findLast((taken) => taken.step <= step)?.lambda ?? null,
      ...valuesOf.map((values) => values.get(step) ?? null),
    ]),
  };
}

/** Accuracy, isotropy, cross-entropy and dimension on one time axis. */
export function LabCurves() {
  const messages = useMessages();
  const nothingYet = useNothingYet();
  const current = useApp((state) => state.lab.current);
  const ghost = useApp((state) => state.lab.ghost);
  const quantities = quantitiesOf(messages, current, ghost);
  const marks = lambdaMarks(current);
  const last = current?.steps.at(-1);
  const lastStep = Math.max(last?.step ?? 0, ghost?.steps.at(-1)?.step ?? 0);
  return (
    <div className={styles.row} data-drawn-step={last?.step} data-drawn-lambda={last?.lambda}>
      {quantities.map((quantity) => (
        <ChartPanel
          key={quantity.title}
          title={quantity.title}
          description={describe(messages, quantity)}
          table={() => ({
            columns: [
              messages.lab.axis,
              ...quantity.curves.filter(({ weight }) => weight === "main").map(({ name }) => name),
            ],
            rows: (quantity.curves.find(({ weight }) => weight === "main")?.points ?? []).map(({ step, value }) => [
              String(step),
              messages.formats.number(value),
            ]),
            saved: () => savedCurve(quantity.curves, current),
          })}
        >
          {(size) =>
            current === null || current.steps.length === 0 ? (
              <Waiting text={nothingYet} />
            ) : (
              <TimeChart
                size={size}
                curves={quantity.curves}
                marks={marks}
                lastStep={lastStep}
                best={quantity.best ?? null}
                {...(quantity.from !== undefined && { from: quantity.from })}
                {...(quantity.to !== undefined && { to: quantity.to })}
              />
            )
          }
        </ChartPanel>
      ))}
    </div>
  );
}

import { useMemo, useState } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { formatNumber, formatShare } from "../../charts/format.ts";
import { markerCount } from "../../charts/scatter/markers.ts";
import { Scatter } from "../../charts/scatter/Scatter.tsx";
import { useColours } from "../../charts/useColours.ts";
import type { LabEvaluation } from "../../engine/protocol/lab.ts";
import { english } from "../../messages/en/catalogue.ts";
import { useApp } from "../../store/appStore.ts";
import { Legend, legendHeight } from "../cloud/Legend.tsx";
import type { Colouring } from "../cloud/colouring.ts";
import { Waiting } from "../page/Waiting.tsx";
import styles from "./LabCloud.module.css";

const words = english.lab;

/** The held-out rows as the head sees them, redrawn as it learns; the ones it gets wrong are ringed. */
export function LabCloud() {
  const evaluation = useApp((state) => state.lab.current?.evaluations.at(-1) ?? null);
  if (evaluation === null) {
    return (
      <ChartPanel title={words.cloud} description="" table={() => ({ columns: [], rows: [] })}>
        {() => <Waiting text={words.nothing} />}
      </ChartPanel>
    );
  }
  return <Cloud evaluation={evaluation} />;
}

function Cloud({ evaluation }: { readonly evaluation: LabEvaluation }) {
  const rows = useApp((state) => state.lab.rows);
  const classes = useApp((state) => state.lab.classes);
  const heldOutRows = useApp((state) => state.lab.data?.heldOutRows);
  const colours = useColours();
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const { coordinates, shares, wrong } = evaluation;
  const n = wrong.length;
  const x = useMemo(() => Float32Array.from({ length: n }, (_, i) => coordinates[2 * i]), [coordinates, n]);
  const y = useMemo(() => Float32Array.from({ length: n }, (_, i) => coordinates[2 * i + 1]), [coordinates, n]);
  const colouring = useMemo<Colouring>(() => {
    const colour = evaluation.classes.map((label) => Math.min(label, markerCount - 1));
    const entries = classes
      .slice(0, markerCount)
      .map((name, index) => ({ name, index, points: colour.filter((own) => own === index).length }));
    return { kind: "classes", colour, entries };
  }, [evaluation.classes, classes]);
  const style = useMemo(
    () => ({
      colour: colouring.colour,
      marker: colouring.colour,
      colours: colours.classes,
      dimmed: focused === null ? undefined : colouring.colour.map((own) => (own === focused ? 0 : 1)),
    }),
    [colouring, colours, focused],
  );
  const mistakes = useMemo(() => Array.from(wrong.keys()).filter((i) => wrong[i] === 1), [wrong]);
  const description = words.cloudDescription(n, formatShare(evaluation.accuracy));
  const textOf = (i: number) => rows[heldOutRows?.[i] ?? -1]?.text ?? "";
  return (
    <ChartPanel
      title={words.cloud}
      description={description}
      table={() => ({
        columns: ["row", "class", "", english.cloud.component(1), english.cloud.component(2)],
        rows: Array.from({ length: n }, (_, i) => [
          textOf(i),
          classes[evaluation.classes[i]],
          wrong[i] === 1 ? "✗" : "",
          formatNumber(x[i]),
          formatNumber(y[i]),
        ]),
      })}
      controls={<span className="quiet">{words.wrong}</span>}
    >
      {(size) => (
        <>
          <Scatter
            size={{ width: size.width, height: size.height - legendHeight(colouring, size.width) }}
            x={x}
            y={y}
            style={style}
            xLabel={english.cloud.axis(1, formatShare(shares[0]))}
            yLabel={english.cloud.axis(2, formatShare(shares[1]))}
            label={`${words.cloud}. ${description}`}
            highlighted={pointed}
            companions={mistakes}
            onHighlight={setPointed}
          >
            {(place) => (
              <p
                className={styles.caption}
                style={{ left: Math.min(place.left + 14, size.width - 240), top: place.top + 14 }}
                role="status"
              >
                {textOf(pointed!)} <span className="quiet">{classes[evaluation.classes[pointed!]]}</span>
              </p>
            )}
          </Scatter>
          <Legend colouring={colouring} colours={colours} by="label" width={size.width} onFocus={setFocused} />
        </>
      )}
    </ChartPanel>
  );
}

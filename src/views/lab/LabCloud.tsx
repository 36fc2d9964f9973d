import { useMessages } from "../../messages/MessagesContext.ts";
import { useMemo, useState } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { Scatter } from "../../charts/scatter/Scatter.tsx";
import { useColours } from "../../charts/useColours.ts";
import type { LabEvaluation } from "../../engine/protocol/lab.ts";
import { useApp } from "../../store/appState.ts";
import { Legend, legendHeight } from "../cloud/Legend.tsx";
import { byName } from "../cloud/colouring.ts";
import { rankedNames } from "../cloud/rankedNames.ts";
import { hiddenPoints, noneHidden } from "../cloud/shownClasses.ts";
import { Waiting } from "../page/Waiting.tsx";
import { useNothingYet } from "./useNothingYet.ts";
import styles from "./LabCloud.module.css";

/** The held-out rows as the head sees them, redrawn as it learns; the ones it gets wrong are ringed. */
export function LabCloud() {
  const messages = useMessages();
  const nothingYet = useNothingYet();
  const evaluation = useApp((state) => state.lab.current?.evaluations.at(-1) ?? null);
  if (evaluation === null) {
    return (
      <ChartPanel title={messages.lab.cloud} description="" table={() => ({ columns: [], rows: [] })}>
        {() => <Waiting text={nothingYet} />}
      </ChartPanel>
    );
  }
  return <Cloud evaluation={evaluation} />;
}

function Cloud({ evaluation }: { readonly evaluation: LabEvaluation }) {
  const messages = useMessages();
  const rows = useApp((state) => state.lab.rows);
  const classes = useApp((state) => state.lab.classes);
  const heldOutRows = useApp((state) => state.lab.data?.heldOutRows);
  const colours = useColours();
  const [pointed, setPointed] = useState<number | null>(null);
  const [hidden, setHidden] = useState(noneHidden);
  const [focused, setFocused] = useState<number | null>(null);
  const { coordinates, shares, wrong } = evaluation;
  const n = wrong.length;
  const x = useMemo(() => Float32Array.from({ length: n }, (_, i) => coordinates[2 * i]), [coordinates, n]);
  const y = useMemo(() => Float32Array.from({ length: n }, (_, i) => coordinates[2 * i + 1]), [coordinates, n]);
  const ranked = useMemo(() => rankedNames(rows.map(({ label }) => label)), [rows]);
  const colouring = useMemo(
    () =>
      byName(
        Array.from(evaluation.classes, (label) => classes[label]),
        ranked,
      ),
    [evaluation.classes, classes, ranked],
  );
  const style = useMemo(
    () => ({
      colour: colouring.colour,
      marker: colouring.colour,
      colours: colours.classes,
      dimmed: focused === null ? undefined : colouring.colour.map((own) => (own === focused ? 0 : 1)),
      hidden: hiddenPoints(colouring, hidden),
    }),
    [colouring, colours, focused, hidden],
  );
  const mistakes = useMemo(() => Array.from(wrong.keys()).filter((i) => wrong[i] === 1), [wrong]);
  const description = messages.lab.cloudDescription(n, messages.formats.share(evaluation.accuracy));
  const textOf = (i: number) => rows[heldOutRows?.[i] ?? -1]?.text ?? "";
  return (
    <ChartPanel
      title={messages.lab.cloud}
      description={description}
      table={() => ({
        columns: [
          messages.lab.cloudColumns.text,
          messages.lab.cloudColumns.class,
          messages.lab.cloudColumns.wrong,
          messages.cloud.component(1),
          messages.cloud.component(2),
        ],
        rows: Array.from({ length: n }, (_, i) => [
          textOf(i),
          classes[evaluation.classes[i]],
          wrong[i] === 1 ? "✗" : "",
          messages.formats.number(x[i]),
          messages.formats.number(y[i]),
        ]),
        saved: () => ({
          columns: ["text", "class", "wrong", "PC1", "PC2"],
          rows: Array.from({ length: n }, (_, i) => [
            ...[textOf(i), classes[evaluation.classes[i]] ?? null],
            ...[wrong[i] ?? null, x[i] ?? null, y[i] ?? null],
          ]),
        }),
      })}
      controls={<span className="quiet">{messages.lab.wrong}</span>}
    >
      {(size) => (
        <>
          <Scatter
            size={{
              width: size.width,
              height: size.height - legendHeight(colouring, size.width, style.hidden !== undefined),
            }}
            x={x}
            y={y}
            style={style}
            xLabel={messages.cloud.axis(1, messages.formats.share(shares[0]))}
            yLabel={messages.cloud.axis(2, messages.formats.share(shares[1]))}
            label={`${messages.lab.cloud}. ${description}`}
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
          <Legend
            colouring={colouring}
            colours={colours}
            by="label"
            width={size.width}
            hidden={hidden}
            onHide={setHidden}
            onFocus={setFocused}
          />
        </>
      )}
    </ChartPanel>
  );
}

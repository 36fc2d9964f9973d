import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { Messages } from "../../messages/messages.ts";
import { useState } from "react";
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import type { Size } from "../../charts/frame/useSize.ts";
import { cellAfterKey, HeatMap, heatMapWidth, type Cell } from "../../charts/heatmap/HeatMap.tsx";
import type { CrossSimilarity } from "../../engine/questions/crossSimilarity.ts";
import { moveHeldLayer, type ComparedBy } from "../../store/comparison.ts";
import { useApp } from "../../store/appState.ts";
import type { LayerCursor } from "../../store/layerNumbers.ts";
import { ckaShare, ckaText, numberOf, wordsWidth } from "./SimilarityView.tsx";
import styles from "./SimilarityView.module.css";

type Measured = Extract<CrossSimilarity, { kind: "measured" }>;

interface CrossSimilarityViewProps {
  readonly size: Size;
  readonly answer: CrossSimilarity;
  /** The held layer and the one on screen that are compared. */
  readonly held: LayerCursor;
  readonly shown: LayerCursor;
}

/** Linear CKA of every held layer with every layer on screen, or why there is none and what to do. */
export function CrossSimilarityView(props: CrossSimilarityViewProps) {
  const messages = useMessages();
  const { answer } = props;
  const comparedBy = useApp((state) => state.comparison.comparedBy);
  const compareBy = (by: ComparedBy) => actions.comparison.change((comparison) => ({ ...comparison, comparedBy: by }));
  switch (answer.kind) {
    case "unpaired":
      return (
        <div className={styles.unpaired}>
          <p className={styles.note}>{messages.comparison.unpaired(answer.reason)}</p>
          {answer.sentencesPair ? (
            <button type="button" className={styles.action} onClick={() => compareBy("sentences")}>
              {messages.comparison.bySentences}
            </button>
          ) : (
            answer.reason !== "not-kept" && <p className={styles.note}>{messages.comparison.noSentencesEither}</p>
          )}
          {comparedBy === "sentences" && <BackToPoints onClick={() => compareBy("points")} />}
        </div>
      );
    case "measured":
      return (
        <CrossHeatMap
          {...props}
          answer={answer}
          bySentences={comparedBy === "sentences"}
          onPoints={() => compareBy("points")}
        />
      );
  }
}

function BackToPoints({ onClick }: { readonly onClick: () => void }) {
  const messages = useMessages();
  return (
    <button type="button" className={styles.action} onClick={onClick}>
      {messages.comparison.byPoints}
    </button>
  );
}

type CrossHeatMapProps = Omit<CrossSimilarityViewProps, "answer"> & {
  readonly answer: Measured;
  readonly bySentences: boolean;
  readonly onPoints: () => void;
};

function CrossHeatMap({ size, answer, held, shown, bySentences, onPoints }: CrossHeatMapProps) {
  const messages = useMessages();
  const { heldLayers, layers, cka, shuffled } = answer;
  const [cell, setCell] = useState<Cell | null>(null);
  const [row, column] = cell ?? [held.index, shown.index];
  const at = row * layers + column;
  const reading = messages.comparison.similarityRead(
    held.numbers[row],
    shown.numbers[column],
    ckaText(messages, cka[at]),
  );
  const random = messages.comparison.similarityShuffled(ckaText(messages, shuffled[at]));
  const room = {
    width: size.width - wordsWidth,
    height: size.height,
    rows: held.numbers.map(String),
    columns: shown.numbers.map(String),
    rowName: messages.comparison.similarityAxes.held,
  };
  const width = heatMapWidth(room);
  return (
    <div className={styles.cross}>
      <svg
        width={width}
        height={size.height}
        tabIndex={0}
        role="img"
        aria-label={cell === null ? describeCross(messages, answer) : `${reading}; ${random}`}
        onPointerLeave={() => {
          setCell(null);
          actions.hoverLayer(null);
        }}
        onKeyDown={(event) => {
          const next = cellAfterKey(event, [row, column], heldLayers, layers);
          if (next === undefined) return;
          event.preventDefault();
          setCell(next);
        }}
      >
        <HeatMap
          {...room}
          shareOf={(i, j) => ckaShare(cka[i * layers + j])}
          shown={[held.index, shown.index]}
          pointed={cell}
          columnName={messages.comparison.similarityAxes.now}
          onPoint={(next) => {
            setCell(next);
            actions.hoverLayer(next[1]);
          }}
          onChoose={([chosenHeld, chosen]) => {
            actions.comparison.change((comparison) => moveHeldLayer(comparison, chosenHeld));
            actions.chooseLayer(chosen);
          }}
        />
      </svg>
      <div className={styles.side}>
        <p className={styles.reading}>{reading}</p>
        <p className={styles.random} title={messages.comparison.shuffled}>
          {random}
        </p>
        <p className={styles.note}>{describePairs(messages, answer)}</p>
        {bySentences && (
          <>
            <p className={styles.note}>{messages.comparison.onSentences}</p>
            <BackToPoints onClick={onPoints} />
          </>
        )}
      </div>
    </div>
  );
}

/** What is compared, in words. */
export function describeCross(messages: Messages, answer: CrossSimilarity): string {
  if (answer.kind === "unpaired") return messages.comparison.unpaired(answer.reason);
  return `${messages.comparison.similarityDescription(answer.heldLayers, answer.layers)} ${describePairs(messages, answer)}`;
}

function describePairs(messages: Messages, { rule, points, pairs }: Measured): string {
  const on = messages.comparison.similarityOn(rule, points, pairs);
  return rule === "line-number" ? `${on} ${messages.comparison.byNumber}` : on;
}

/** The heat map as a table: a row a held layer, and for each layer on screen its CKA and what random order would give. */
export function crossSimilarityTable(
  messages: Messages,
  answer: CrossSimilarity,
  heldNumbers: readonly number[],
  numbers: readonly number[],
): TableTwin {
  if (answer.kind === "unpaired") return { columns: [], rows: [], note: messages.comparison.unpaired(answer.reason) };
  const { layers, cka, shuffled } = answer;
  return {
    columns: [
      messages.comparison.similarityAxes.held,
      ...numbers.flatMap((number) => [String(number), messages.comparison.shuffledColumn(number)]),
    ],
    rows: heldNumbers.map((number, row) => [
      String(number),
      ...numbers.flatMap((_, column) => [
        ckaText(messages, cka[row * layers + column]),
        ckaText(messages, shuffled[row * layers + column]),
      ]),
    ]),
    note: `${describePairs(messages, answer)} ${messages.comparison.shuffled}`,
    saved: () => ({
      columns: ["heldLayer", ...numbers.flatMap((number) => [`${number}`, `${number}_randomOrder`])],
      rows: heldNumbers.map((number, row) => [
        number,
        ...numbers.flatMap((_, column) => [
          numberOf(cka[row * layers + column]),
          numberOf(shuffled[row * layers + column]),
        ]),
      ]),
    }),
  };
}

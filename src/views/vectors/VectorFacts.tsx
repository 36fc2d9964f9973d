import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { ReactNode } from "react";
import { useApp } from "../../store/appState.ts";
import type { RunResults } from "../../store/runResults.ts";
import { Choice } from "../page/Choice.tsx";
import styles from "./VectorsView.module.css";

const none = "";

/** What is in a file of vectors, and which of its columns are classes and texts. */
export function VectorFacts({ name, results }: { readonly name: string; readonly results: RunResults | null }) {
  const messages = useMessages();
  const seed = useApp((state) => state.view.seed);
  const failed = useApp((state) => state.engine.failure !== null);
  const file = <Fact name={messages.vectors.file}>{results?.vectors?.file ?? name}</Fact>;
  if (results?.vectors == null) {
    return (
      <dl className={styles.facts}>
        {file}
        {!failed && <Fact name={messages.vectors.points}>{messages.vectors.reading}</Fact>}
      </dl>
    );
  }
  const { vectors, columns, layers } = results;
  const columnOptions = [
    { value: none, text: messages.vectors.none },
    ...vectors.columns.map((column) => ({ value: column.name, text: column.name })),
  ];
  const choice = (label: string, value: string | null, onChange: (name: string | null) => void) =>
    vectors.columns.length > 0 && (
      <div className={styles.choice}>
        <Choice
          label={label}
          value={value ?? none}
          options={columnOptions}
          onChange={(chosen) => onChange(chosen === none ? null : chosen)}
        />
      </div>
    );
  const searched = layers[0]?.profile.neighbourPoints ?? vectors.n;
  const notes = [
    ...(vectors.points.n < vectors.n ? [messages.vectors.drawn(vectors.points.n, vectors.n, seed)] : []),
    ...(searched > 0 && searched < vectors.n ? [messages.vectors.searched(searched, vectors.n)] : []),
    ...(vectors.dropped > 0 ? [messages.vectors.dropped(vectors.dropped)] : []),
    ...vectors.layers.flatMap((layer) =>
      layer.exponent === undefined ? [] : [messages.vectors.scaled(layer.name, layer.exponent)],
    ),
    ...(vectors.leftOut.length > 0 ? [messages.vectors.leftOut(vectors.leftOut)] : []),
  ];
  return (
    <>
      <dl className={styles.facts}>
        {file}
        <Fact name={messages.vectors.points}>
          {messages.vectors.size(
            vectors.n,
            vectors.layers.map(({ d }) => d),
          )}
        </Fact>
        <Fact name={messages.vectors.type}>{vectors.dtype === "text" ? messages.vectors.fromText : vectors.dtype}</Fact>
        {vectors.layers.length > 1 && (
          <Fact name={messages.vectors.layers}>{vectors.layers.map((layer) => layer.name).join(", ")}</Fact>
        )}
      </dl>
      {vectors.arrays.length > 1 && (
        <div className={styles.choice}>
          <Choice
            label={messages.vectors.array}
            value={vectors.array ?? none}
            options={[
              { value: none, text: messages.vectors.allArrays },
              ...vectors.arrays.map((array) => ({
                value: array.name,
                text: messages.vectors.arrayShape(array.name, array.layers, array.n),
              })),
            ]}
            onChange={(array) => actions.vectors.changeOptions({ array: array === none ? null : array })}
          />
        </div>
      )}
      {choice(messages.vectors.label, columns.label, (label) => actions.vectors.chooseColumns({ label }))}
      {choice(messages.vectors.text, columns.text, (text) => actions.vectors.chooseColumns({ text }))}
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

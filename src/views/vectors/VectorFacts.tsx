import type { ReactNode } from "react";
import { english } from "../../messages/en/catalogue.ts";
import { useApp } from "../../store/appStore.ts";
import type { RunResults } from "../../store/runResults.ts";
import { changeVectorOptions } from "../../store/vectorsControl.ts";
import { Choice } from "../page/Choice.tsx";
import styles from "./VectorsView.module.css";

const words = english.vectors;
const none = "";

/** What is in a file of vectors, and which of its columns are classes and texts. */
export function VectorFacts({ name, results }: { readonly name: string; readonly results: RunResults | null }) {
  const chooseColumns = useApp((state) => state.chooseColumns);
  const seed = useApp((state) => state.view.seed);
  const failed = useApp((state) => state.engine.failure !== null);
  const file = <Fact name={english.vectors.file}>{results?.vectors?.file ?? name}</Fact>;
  if (results?.vectors == null) {
    return (
      <dl className={styles.facts}>
        {file}
        {!failed && <Fact name={words.points}>{words.reading}</Fact>}
      </dl>
    );
  }
  const { vectors, columns, layers } = results;
  const columnOptions = [
    { value: none, text: words.none },
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
    ...(vectors.points.n < vectors.n ? [words.drawn(vectors.points.n, vectors.n, seed)] : []),
    ...(searched > 0 && searched < vectors.n ? [words.searched(searched, vectors.n)] : []),
    ...(vectors.dropped > 0 ? [words.dropped(vectors.dropped)] : []),
    ...(vectors.leftOut.length > 0 ? [words.leftOut(vectors.leftOut)] : []),
  ];
  return (
    <>
      <dl className={styles.facts}>
        {file}
        <Fact name={words.points}>
          {words.size(
            vectors.n,
            vectors.layers.map(({ d }) => d),
          )}
        </Fact>
        <Fact name={words.type}>{vectors.dtype === "text" ? words.fromText : vectors.dtype}</Fact>
        {vectors.layers.length > 1 && (
          <Fact name={words.layers}>{vectors.layers.map((layer) => layer.name).join(", ")}</Fact>
        )}
      </dl>
      {vectors.arrays.length > 1 && (
        <div className={styles.choice}>
          <Choice
            label={words.array}
            value={vectors.array ?? none}
            options={[
              { value: none, text: words.allArrays },
              ...vectors.arrays.map((array) => ({
                value: array.name,
                text: words.arrayShape(array.name, array.layers, array.n),
              })),
            ]}
            onChange={(array) => changeVectorOptions({ array: array === none ? null : array })}
          />
        </div>
      )}
      {choice(words.label, columns.label, (label) => chooseColumns({ label }))}
      {choice(words.text, columns.text, (text) => chooseColumns({ text }))}
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

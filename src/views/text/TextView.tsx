import { english } from "../../messages/english.ts";
import { sampleList } from "../../corpora/sampleList.ts";
import type { Analysis } from "../../store/analysis.ts";
import { useApp } from "../../store/appStore.ts";
import { Choice } from "../page/Choice.tsx";
import { ProgressLine } from "./ProgressLine.tsx";
import { SettingsView } from "./SettingsView.tsx";
import { TextNotices } from "./TextNotices.tsx";
import styles from "./TextView.module.css";

const ownText = "own";

/** Where the text comes from, the text itself, what the encoder made of it, and what a point is. */
export function TextView({ analysis }: { readonly analysis: Analysis }) {
  const text = useApp((state) => state.text);
  const sample = useApp((state) => state.view.sample);
  const setText = useApp((state) => state.setText);
  const changeView = useApp((state) => state.changeView);
  const hovered = useApp(hoveredSentence);
  const summary = sampleList.find(({ id }) => id === sample);
  const options = [
    ...sampleList.map(({ id, title }) => ({ value: id, text: title })),
    { value: ownText, text: english.text.own },
  ];
  return (
    <section className={styles.view} aria-labelledby="text-title">
      <header className={styles.head}>
        <h2 id="text-title">{english.text.title}</h2>
        <Choice
          label={english.text.sample}
          value={sample ?? ownText}
          options={options}
          onChange={(value) => (value === ownText ? setText("") : changeView({ sample: value }))}
        />
      </header>
      {summary !== undefined && (
        <p className={styles.about} title={english.text.source(summary.source)}>
          {summary.description}
        </p>
      )}
      <div className={styles.box}>
        <textarea
          className={styles.area}
          aria-label={english.text.area}
          placeholder={english.text.placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
        />
        {hovered !== null && (
          <p className={styles.hovered} aria-hidden="true">
            {hovered}
          </p>
        )}
      </div>
      <ProgressLine analysis={analysis} />
      <TextNotices />
      <SettingsView analysis={analysis} />
      <p className={styles.privacy}>{english.text.privacy}</p>
    </section>
  );
}

/** The sentence of the point that is pointed at in the cloud. */
function hoveredSentence(state: ReturnType<typeof useApp.getState>): string | null {
  const { results } = state.engine;
  if (state.hoveredPoint === null || results?.text == null) return null;
  return results.lines[results.text.points.line[state.hoveredPoint] ?? -1] ?? null;
}

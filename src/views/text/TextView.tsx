import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { sampleList } from "../../corpora/sampleList.ts";
import { useApp } from "../../store/appState.ts";
import { About } from "../page/About.tsx";
import { ProgressLine } from "./ProgressLine.tsx";
import { SettingsView } from "./SettingsView.tsx";
import { OpenFiles } from "../page/OpenFiles.tsx";
import { SourceChoice } from "./SourceChoice.tsx";
import { TextNotices } from "./TextNotices.tsx";
import styles from "./TextView.module.css";

/** Where the text comes from, the text itself, what the encoder made of it, and what a point is. */
export function TextView() {
  const messages = useMessages();
  const text = useApp((state) => state.text);
  const sample = useApp((state) => state.view.sample);
  const hovered = useApp(hoveredSentence);
  const summary = sampleList.find(({ id }) => id === sample);
  return (
    <section className={styles.view} aria-labelledby="text-title">
      <header className={styles.head}>
        <h2 id="text-title">{messages.text.title}</h2>
        <SourceChoice />
      </header>
      {summary !== undefined && <About text={messages.samples[summary.id].description} source={summary.source} />}
      <div className={styles.box}>
        <textarea
          className={styles.area}
          aria-label={messages.text.area}
          placeholder={messages.text.placeholder}
          value={text}
          onChange={(event) => actions.setText(event.target.value)}
          spellCheck={false}
        />
        {hovered !== null && (
          <p className={styles.hovered} aria-hidden="true">
            {hovered}
          </p>
        )}
      </div>
      <ProgressLine />
      <TextNotices />
      <SettingsView />
      <p className={styles.privacy}>
        {messages.text.privacy}{" "}
        <OpenFiles
          several
          text={messages.vectors.open}
          title={messages.vectors.openHint}
          onFiles={actions.vectors.open}
        />
      </p>
    </section>
  );
}

/** The sentence of the point that is pointed at in the cloud. */
function hoveredSentence(state: ReturnType<typeof useApp.getState>): string | null {
  const { results } = state.engine;
  if (state.hoveredPoint === null || results?.points == null) return null;
  return results.lines[results.points.line[state.hoveredPoint] ?? -1] ?? null;
}

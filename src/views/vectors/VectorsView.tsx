import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { cloudSampleOf } from "../../corpora/cloudSamples.ts";
import { useApp } from "../../store/appState.ts";
import type { RunResults } from "../../store/runResults.ts";
import { About } from "../page/About.tsx";
import { ProgressLine } from "../text/ProgressLine.tsx";
import { SettingsView } from "../text/SettingsView.tsx";
import { SourceChoice } from "../text/SourceChoice.tsx";
import textStyles from "../text/TextView.module.css";
import { OpenFiles } from "../page/OpenFiles.tsx";
import { VectorFacts } from "./VectorFacts.tsx";
import styles from "./VectorsView.module.css";

/** In place of the text: the file that the points come from, what is in it, and the way back. */
export function VectorsView() {
  const messages = useMessages();
  const vectors = useApp((state) => state.vectors);
  const sample = useApp((state) => cloudSampleOf(state.view.sample));
  const results = useApp((state) => newestWithVectors(state.engine.incoming, state.engine.results));
  const hovered = useApp(hoveredText);
  const isSample = sample !== undefined && vectors?.files[0].name === sample.fileName;
  return (
    <section className={textStyles.view} aria-labelledby="vectors-title">
      <header className={textStyles.head}>
        <h2 id="vectors-title">{messages.vectors.title}</h2>
        <SourceChoice />
      </header>
      {isSample && <About text={messages.samples[sample.id].description} source={sample.source} />}
      <div className={styles.body}>
        <VectorFacts name={vectors?.files[0].name ?? ""} results={results} />
        <p className={styles.actions}>
          <OpenFiles
            several
            text={messages.vectors.addBeside}
            title={messages.vectors.addBesideHint}
            onFiles={actions.vectors.addBeside}
          />
          <OpenFiles
            several
            text={messages.vectors.open}
            title={messages.vectors.openHint}
            onFiles={actions.vectors.open}
          />
          <button type="button" className={styles.back} onClick={actions.vectors.backToText}>
            {messages.vectors.back}
          </button>
        </p>
        {hovered !== null && (
          <p className={textStyles.hovered} aria-hidden="true">
            {hovered}
          </p>
        )}
      </div>
      <ProgressLine />
      <SettingsView />
      <p className={textStyles.privacy}>{messages.vectors.privacy}</p>
    </section>
  );
}

/** The file being measured, else the one on screen. */
function newestWithVectors(incoming: RunResults | null, results: RunResults | null): RunResults | null {
  if (incoming !== null && incoming.vectors !== null) return incoming;
  return results !== null && results.vectors !== null ? results : null;
}

function hoveredText(state: ReturnType<typeof useApp.getState>): string | null {
  const { results } = state.engine;
  if (state.hoveredPoint === null || results?.vectors == null) return null;
  return results.lines[state.hoveredPoint] ?? null;
}

import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useShallow } from "zustand/react/shallow";
import { useApp } from "../../store/appState.ts";
import { stoppedAt } from "../../store/selectors.ts";
import styles from "./ProgressLine.module.css";

/** What the engine is doing, how far it is, and a way to stop it. Idle, it counts the text. */
export function ProgressLine() {
  const messages = useMessages();
  const progress = useApp((state) => state.engine.progress);
  const failure = useApp((state) => state.engine.failure);
  const cancelled = useApp((state) => state.engine.cancelled);
  const finished = useApp((state) => state.engine.finished);
  const refused = useApp((state) => state.refusedVectors !== null && state.vectors !== state.refusedVectors);
  const running = useApp((state) => state.engine.incoming !== null || state.engine.progress !== null);
  const finishedRun = useApp((state) => (state.engine.finished ? state.engine.results?.run : undefined));
  const text = useApp((state) => (state.engine.incoming ?? state.engine.results)?.text ?? null);
  const stopped = useApp(useShallow(stoppedAt));
  const counts = text === null ? "" : messages.text.counts(text.sentences, text.tokens);
  if (failure !== null) {
    const { what, next } = messages.failure(failure);
    return (
      <div className={styles.failure} role="alert">
        <p>
          {what} {next}
        </p>
        {failure.code === "vectors" && failure.droppableRows !== undefined && (
          <button type="button" onClick={actions.vectors.dropRows}>
            {messages.vectors.dropRows(failure.droppableRows)}
          </button>
        )}
        {refused ? (
          <button type="button" onClick={actions.beginRun}>
            {messages.vectors.stay}
          </button>
        ) : failure.code === "vectors" || failure.code === "file-gone" ? (
          <button type="button" onClick={actions.vectors.backToText}>
            {messages.vectors.back}
          </button>
        ) : (
          <button type="button" onClick={actions.beginRun}>
            {messages.text.run}
          </button>
        )}
      </div>
    );
  }
  const done = progress === null ? 0 : progress.done / Math.max(1, progress.total);
  return (
    <div className={styles.progress} data-finished-run={finishedRun}>
      <p className={styles.line}>
        <span>{counts}</span>
        {running && (
          <button type="button" onClick={actions.cancelRun}>
            {messages.text.cancel}
          </button>
        )}
        {cancelled && (
          <button type="button" onClick={actions.beginRun}>
            {messages.text.run}
          </button>
        )}
      </p>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={progress === null ? messages.progress.starting : messages.progress.stage(progress.stage)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={finished ? 100 : Math.round(100 * done)}
      >
        {progress !== null && <div className={styles.bar} style={{ transform: `scaleX(${done})` }} />}
      </div>
      <p className={styles.stage}>
        <span role="status">
          {cancelled
            ? stopped === null
              ? messages.text.cancelled
              : messages.text.cancelledAt(stopped.measured, stopped.layers)
            : progress !== null
              ? messages.progress.stage(progress.stage)
              : finished
                ? messages.progress.ready
                : messages.progress.starting}
        </span>
        {/* Outside of what is read out at each change; the progress bar has it for whoever asks. */}
        {progress !== null && ` · ${messages.progress.amount(progress.stage, progress.done, progress.total)}`}
      </p>
    </div>
  );
}

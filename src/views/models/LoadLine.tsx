import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import { sourceName } from "./sourceName.ts";
import styles from "./ModelsDialog.module.css";

/** How far a load is, with a way to stop it; or why it failed. */
export function LoadLine() {
  const messages = useMessages();
  const loading = useApp((state) => state.models.loading);
  const failed = useApp((state) => state.models.failure);
  if (failed !== null) {
    const { what, next } = messages.models.loadFailure(failed.failure, messages.failure);
    return (
      <p className={styles.problem} role="alert">
        {what} {next}
      </p>
    );
  }
  if (loading === null) return null;
  const { progress, source } = loading;
  const name = sourceName(messages, source);
  const arrived = progress?.total !== undefined && progress.done >= progress.total;
  const stage =
    progress === null
      ? messages.models.asking(name)
      : arrived
        ? messages.models.starting(name)
        : source.from === "files"
          ? messages.models.reading(name)
          : messages.models.downloading(name);
  return (
    <div className={styles.load}>
      <p className={styles.line}>
        <span role="status">{stage}</span>
        <button type="button" className={styles.link} onClick={actions.models.cancel}>
          {messages.models.cancel}
        </button>
      </p>
      <progress
        aria-label={stage}
        max={progress?.total}
        value={progress?.total === undefined ? undefined : progress.done}
      />
      <p className={styles.quiet}>
        {progress === null ? "" : `${messages.models.amount(progress.done, progress.total)} · `}
        {messages.models.stays}
      </p>
    </div>
  );
}

import { english } from "../../messages/en/catalogue.ts";
import { loadFailureText } from "../../messages/en/models.ts";
import { useApp } from "../../store/appStore.ts";
import type { Models } from "../../store/modelControl.ts";
import { sourceName } from "./sourceName.ts";
import styles from "./ModelsDialog.module.css";

const words = english.models;

/** How far a load is, with a way to stop it; or why it failed. */
export function LoadLine({ models }: { readonly models: Models }) {
  const loading = useApp((state) => state.models.loading);
  const failed = useApp((state) => state.models.failure);
  if (failed !== null) {
    const { what, next } = loadFailureText(failed.failure, english.failure);
    return (
      <p className={styles.problem} role="alert">
        {what} {next}
      </p>
    );
  }
  if (loading === null) return null;
  const { progress, source } = loading;
  const name = sourceName(source);
  const arrived = progress?.total !== undefined && progress.done >= progress.total;
  const stage =
    progress === null
      ? words.asking(name)
      : arrived
        ? words.starting(name)
        : source.from === "files"
          ? words.reading(name)
          : words.downloading(name);
  return (
    <div className={styles.load}>
      <p className={styles.line}>
        <span role="status">{stage}</span>
        <button type="button" className={styles.link} onClick={models.cancel}>
          {words.cancel}
        </button>
      </p>
      <progress
        aria-label={stage}
        max={progress?.total}
        value={progress?.total === undefined ? undefined : progress.done}
      />
      <p className={styles.quiet}>
        {progress === null ? "" : `${words.amount(progress.done, progress.total)} · `}
        {words.stays}
      </p>
    </div>
  );
}

import { lazy, Suspense } from "react";
import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import { sourceName } from "./sourceName.ts";
import styles from "./ModelButton.module.css";

const ModelsDialog = lazy(async () => ({ default: (await import("./ModelsDialog.tsx")).ModelsDialog }));

/** The model in use, in the header; it opens the dialog that changes it, and says how far a load is. */
export function ModelButton() {
  const messages = useMessages();
  const model = useApp((state) => state.engine.model);
  const unused = useApp((state) => state.view.mode === "explorer" && state.engine.results?.vectors != null);
  const loading = useApp((state) => state.models.loading);
  const open = useApp((state) => state.models.open);
  const { progress } = loading ?? { progress: null };
  const share =
    progress?.total === undefined || progress.total === 0
      ? "…"
      : `${Math.floor((100 * progress.done) / progress.total)} %`;
  return (
    <>
      <button
        type="button"
        className={styles.model}
        title={messages.models.open}
        aria-haspopup="dialog"
        onClick={() => actions.models.setOpen(true)}
      >
        {model === null
          ? messages.models.pending
          : unused
            ? messages.header.modelUnused(model.name)
            : messages.header.model(model.name, model.layers, model.d)}
        <span className={styles.mark} aria-hidden="true" />
      </button>
      {loading !== null && !open && (
        <span className={styles.loading}>{messages.models.loading(sourceName(messages, loading.source), share)}</span>
      )}
      <Suspense>{open && <ModelsDialog onClose={() => actions.models.setOpen(false)} />}</Suspense>
    </>
  );
}

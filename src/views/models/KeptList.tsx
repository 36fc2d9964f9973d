import { builtInModel } from "../../store/builtInModel.ts";
import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { ReactNode } from "react";
import type { KeptModel } from "../../models/keptModels.ts";
import { useApp } from "../../store/appState.ts";
import { isInUse } from "../../store/models.ts";
import styles from "./ModelsDialog.module.css";

/** The models that need no network, the page's own and those that were fetched; and downloads that were broken off. */
export function KeptList() {
  const messages = useMessages();
  const kept = useApp((state) => state.models.kept) ?? [];
  const unfinished = useApp((state) => state.models.unfinished);
  const loading = useApp((state) => state.models.loading);
  const source = useApp((state) => state.models.source);
  const own = source === null || source.from === "url";
  return (
    <ul className={styles.list}>
      <li className={styles.row}>
        <span>{messages.models.builtIn}</span>
        <span className={styles.quiet}>{messages.models.builtInAbout}</span>
        {own ? (
          <span className={styles.quiet}>{messages.models.inUse}</span>
        ) : (
          <button
            type="button"
            className={styles.link}
            aria-label={messages.models.useNamed(messages.models.builtIn)}
            onClick={() => actions.models.useBuiltIn(builtInModel())}
          >
            {messages.models.use}
          </button>
        )}
      </li>
      {source?.from === "files" && (
        <li className={styles.row}>
          <span>{source.name}</span>
          <span className={styles.quiet}>{messages.models.ownFiles}</span>
          <span className={styles.quiet}>{messages.models.inUse}</span>
        </li>
      )}
      {kept.map((model) => (
        <ModelRow
          key={keyOf(model)}
          model={model}
          size={messages.models.size(model.bytes)}
          onRemove={actions.models.remove}
        >
          {isInUse(model, source) ? (
            <span className={styles.quiet}>{messages.models.inUse}</span>
          ) : (
            <button
              type="button"
              className={styles.link}
              aria-label={messages.models.useNamed(model.name)}
              onClick={() => actions.models.loadKept(model)}
            >
              {messages.models.use}
            </button>
          )}
        </ModelRow>
      ))}
      {loading === null &&
        unfinished.map((model) => (
          <ModelRow
            key={keyOf(model)}
            model={model}
            size={messages.models.arrived(model.bytes)}
            onRemove={actions.models.remove}
          >
            <button
              type="button"
              className={styles.link}
              aria-label={messages.models.goOnNamed(model.name)}
              onClick={() => actions.models.loadKept(model)}
            >
              {messages.models.goOn}
            </button>
          </ModelRow>
        ))}
      {kept.length === 0 && <li className={styles.quiet}>{messages.models.noneKept}</li>}
    </ul>
  );
}

interface ModelRowProps {
  readonly model: KeptModel;
  /** What is there of it, in words. */
  readonly size: string;
  readonly onRemove: (model: KeptModel) => void;
  /** What can be done with it beside removing it. */
  readonly children: ReactNode;
}

function ModelRow({ model, size, onRemove, children }: ModelRowProps) {
  const messages = useMessages();
  return (
    <li className={styles.row}>
      <span>
        {model.name} <span className={styles.quiet}>{messages.models.revision(model.revision, model.commit)}</span>
      </span>
      <span className={styles.quiet}>{size}</span>
      {children}
      <button
        type="button"
        className={styles.link}
        aria-label={messages.models.removeNamed(model.name, messages.models.size(model.bytes))}
        onClick={() => onRemove(model)}
      >
        {messages.models.remove}
      </button>
    </li>
  );
}

function keyOf({ baseUrl, name, revision }: KeptModel): string {
  return `${baseUrl} ${name} ${revision}`;
}

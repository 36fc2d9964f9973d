import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import styles from "./Waiting.module.css";

/** What a chart shows while it has nothing to draw: why, in one quiet line. */
export function Waiting({ text }: { readonly text: string }) {
  return <p className={styles.waiting}>{text}</p>;
}

/** What a chart shows until its layer arrives: what the engine is busy with. */
export function Pending() {
  const messages = useMessages();
  const progress = useApp((state) => state.engine.progress);
  const failed = useApp((state) => state.engine.failure !== null || state.engine.cancelled);
  return (
    <Waiting
      text={
        failed
          ? messages.progress.nothing
          : progress === null
            ? messages.progress.starting
            : messages.progress.stage(progress.stage)
      }
    />
  );
}

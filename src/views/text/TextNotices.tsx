import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import styles from "./TextNotices.module.css";

/** What a person should know of their text: lines cut, lines sampled, a sample that could not be read. */
export function TextNotices() {
  const messages = useMessages();
  const results = useApp((state) => state.engine.incoming ?? state.engine.results);
  const limit = useApp((state) => state.engine.model?.maximumTokens ?? 0);
  const seed = useApp((state) => state.view.seed);
  const sampleFailure = useApp((state) => state.sampleFailure);
  const skipped = useApp((state) => state.engine.backend?.skipped);
  const text = results?.text;
  const notices: string[] = [];
  if (sampleFailure !== null) notices.push(messages.text.sampleFailed(sampleFailure));
  if (text?.sampledFrom !== undefined) {
    notices.push(messages.text.sampled(text.sentences, text.sampledFrom.sentences, text.sampledFrom.tokens, seed));
  }
  if (text != null && text.truncated.length > 0) {
    notices.push(
      messages.text.truncated(
        text.truncated.map((line) => results?.lineNumbers[line] ?? line + 1),
        limit,
      ),
    );
  }
  for (const backend of skipped ?? []) notices.push(messages.header.skipped(backend));
  if (notices.length === 0) return null;
  return (
    <ul className={styles.notices}>
      {notices.map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
    </ul>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { useState } from "react";
import { useApp } from "../../store/appState.ts";
import { missingInLink } from "../../store/linkMissing.ts";
import { encodeView, longestLinkedText } from "../../store/urlCodec.ts";

/** Copies a link to what is on screen; the person's own text goes along, in the fragment, where it is short enough. */
export function ShareButton() {
  const messages = useMessages();
  const [answer, setAnswer] = useState<string | null>(null);
  const share = async () => {
    const state = useApp.getState();
    const { view, text, vectors, chosenPoint } = state;
    const carriesText = vectors === null && view.sample === null && text !== "" && text.length <= longestLinkedText;
    const link = new URL(window.location.href);
    link.hash = encodeView({ ...view, point: chosenPoint }, carriesText ? text : undefined);
    const missing = missingInLink(state);
    try {
      await navigator.clipboard.writeText(link.href);
      setAnswer(missing.length === 0 ? messages.header.shared : messages.header.sharedWithout(missing));
    } catch {
      window.history.replaceState(null, "", link);
      setAnswer(messages.header.shareFailed);
    }
    setTimeout(() => setAnswer(null), missing.length === 0 ? 2500 : 8000);
  };
  return (
    <button type="button" onClick={() => void share()}>
      <span aria-live="polite">{answer ?? messages.header.share}</span>
    </button>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { useState } from "react";
import { cloudSampleOf } from "../../corpora/cloudSamples.ts";
import { useApp } from "../../store/appState.ts";
import { encodeView, longestLinkedText } from "../../store/urlCodec.ts";

/** Copies a link to what is on screen; the person's own text goes along, in the fragment, where it is short enough. */
export function ShareButton() {
  const messages = useMessages();
  const [answer, setAnswer] = useState<string | null>(null);
  const share = async () => {
    const { view, text, vectors } = useApp.getState();
    const ownFile = vectors !== null && vectors.files[0].name !== cloudSampleOf(view.sample)?.fileName;
    const own = !ownFile && view.sample === null && text !== "";
    const fits = text.length <= longestLinkedText;
    const link = new URL(window.location.href);
    link.hash = encodeView(view, own && fits ? text : undefined);
    try {
      await navigator.clipboard.writeText(link.href);
      setAnswer(
        ownFile ? messages.vectors.shared : own && !fits ? messages.header.sharedWithoutText : messages.header.shared,
      );
    } catch {
      window.history.replaceState(null, "", link);
      setAnswer(messages.header.shareFailed);
    }
    setTimeout(() => setAnswer(null), 2500);
  };
  return (
    <button type="button" onClick={() => void share()}>
      <span aria-live="polite">{answer ?? messages.header.share}</span>
    </button>
  );
}

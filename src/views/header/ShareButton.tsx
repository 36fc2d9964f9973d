import { useState } from "react";
import { cloudSampleOf } from "../../corpora/cloudSamples.ts";
import { english } from "../../messages/en/catalogue.ts";
import { useApp } from "../../store/appStore.ts";
import { encodeView, longestLinkedText } from "../../store/urlCodec.ts";

/** Copies a link to what is on screen; the person's own text goes along, in the fragment, where it is short enough. */
export function ShareButton() {
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
        ownFile ? english.vectors.shared : own && !fits ? english.header.sharedWithoutText : english.header.shared,
      );
    } catch {
      window.history.replaceState(null, "", link);
      setAnswer(english.header.shareFailed);
    }
    setTimeout(() => setAnswer(null), 2500);
  };
  return (
    <button type="button" onClick={() => void share()}>
      <span aria-live="polite">{answer ?? english.header.share}</span>
    </button>
  );
}

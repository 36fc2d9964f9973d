/** Keeps the address of the page in step with the view, and the view with a link that is followed or gone back to. */
import { actions } from "../actions/actions.ts";
import { useApp } from "../appState.ts";
import { decodeView, encodeView } from "../urlCodec.ts";

/** @returns what disconnects it. */
export function connectAddress(): () => void {
  const unsubscribe = useApp.subscribe((after, before) => {
    if (after.view === before.view) return;
    const fragment = encodeView(after.view);
    const { pathname, search, hash } = window.location;
    // What was reached by Back or by a link is the address already.
    if (fragment === hash.slice(1)) return;
    const address = fragment === "" ? pathname + search : `#${fragment}`;
    // From the lab, Back leads to the explorer and not away from the page.
    if (after.view.mode === before.view.mode) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
  });
  const follow = () => {
    const linked = decodeView(window.location.hash);
    if (linked.text !== undefined || encodeView(linked.view) !== encodeView(useApp.getState().view))
      actions.followLink(linked);
  };
  window.addEventListener("hashchange", follow);
  return () => {
    window.removeEventListener("hashchange", follow);
    unsubscribe();
  };
}

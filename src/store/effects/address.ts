/** Keeps the address of the page in step with the view. */
import { useApp } from "../appState.ts";
import { encodeView } from "../urlCodec.ts";

/** @returns what disconnects it. */
export function connectAddress(): () => void {
  return useApp.subscribe((after, before) => {
    if (after.view === before.view) return;
    const fragment = encodeView(after.view);
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", fragment === "" ? pathname + search : `#${fragment}`);
  });
}

import { useEffect } from "react";
import { actions } from "../../store/actions/actions.ts";
import { useApp } from "../../store/appState.ts";

/** H holds the run on screen, and H again lets it go; not while somebody types or a dialog is open. */
export function useHoldKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "h" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const { target } = event;
      if (
        target instanceof Element &&
        target.closest(
          "input:not([type='radio'], [type='checkbox'], [type='range']), textarea, select, [contenteditable]",
        ) !== null
      )
        return;
      if (document.querySelector("dialog[open]") !== null) return;
      const { comparison, view } = useApp.getState();
      if (view.mode === "lab") return;
      if (comparison.held === null) actions.comparison.hold();
      else actions.comparison.release();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

import { useEffect } from "react";
import { actions } from "../../store/actions/actions.ts";
import { useApp } from "../../store/appState.ts";

/** H holds the run on screen, and H again lets it go; not while somebody types, in a menu or dialog, or switched off. */
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
      // A hint is a popover of the manual kind, and no menu.
      if (document.querySelector("dialog[open], [popover='auto']:popover-open") !== null) return;
      const { comparison, view, holdKey } = useApp.getState();
      if (view.mode === "lab" || !holdKey) return;
      if (comparison.held === null) actions.comparison.hold();
      else actions.comparison.release();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

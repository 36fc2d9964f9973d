import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { canHold } from "../../store/comparison.ts";
import { useApp } from "../../store/appState.ts";

/** Holds the run on screen. While one is held the comparison's own bar has the way out, and this holds the next. */
export function HoldButton() {
  const messages = useMessages();
  const able = useApp((state) => canHold(state.engine));
  return (
    <button
      type="button"
      disabled={!able}
      onClick={actions.comparison.hold}
      title={able ? messages.comparison.holdHint : messages.comparison.holdLater}
      aria-keyshortcuts="h"
    >
      {messages.comparison.hold}
    </button>
  );
}

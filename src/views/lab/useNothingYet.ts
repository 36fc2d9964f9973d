import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";

/** What a view of the run says while it has nothing to draw: what the run waits for. */
export function useNothingYet(): string {
  const { nothing } = useMessages().lab;
  return useApp(({ view, lab }) => {
    if (lab.current === null) return view.task === null ? nothing.noRows : nothing.encoding;
    if (!lab.playing) return nothing.paused;
    return lab.data === null ? nothing.encoding : nothing.starting;
  });
}

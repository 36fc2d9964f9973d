import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useEffect, useSyncExternalStore } from "react";
import { useApp } from "../../store/appState.ts";

const query = "(prefers-color-scheme: dark)";

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** Switches between light and dark; until it is used the page follows the system. */
export function ThemeButton() {
  const messages = useMessages();
  const theme = useApp((state) => state.theme);
  const systemIsDark = useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
  const shown = theme === "system" ? (systemIsDark ? "dark" : "light") : theme;
  const other = shown === "dark" ? "light" : "dark";
  useEffect(() => {
    document.documentElement.dataset.theme = shown;
  }, [shown]);
  return (
    <button type="button" onClick={() => actions.setTheme(other)}>
      {messages.header.theme[other]}
    </button>
  );
}

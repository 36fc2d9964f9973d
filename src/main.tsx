/** Mounts the app: reads the view out of the address, keeps the address in step with it, and starts the page. */
import { english } from "./messages/en/catalogue.ts";
import "@fontsource-variable/ibm-plex-sans";
import "@fontsource-variable/source-serif-4";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { backendOrder } from "./engine/backendName.ts";
import { keepForOffline } from "./offline/keepForOffline.ts";
import { messagesOf } from "./messages/languages.ts";
import { MessagesContext } from "./messages/MessagesContext.ts";
import { startAnalysis } from "./store/analysis.ts";
import { useApp } from "./store/appStore.ts";
import { readOwnText } from "./store/preferences.ts";
import { decodeView, encodeView } from "./store/urlCodec.ts";
import "./styles/base.css";
import { App } from "./views/page/App.tsx";

const { view, text } = decodeView(window.location.hash);
// Own text that a link does not carry survives a reload in this tab's session storage.
const ownText = view.sample === null ? (text ?? readOwnText() ?? "") : "";
useApp.setState({ view, text: ownText });

useApp.subscribe((state, before) => {
  if (state.view === before.view) return;
  const fragment = encodeView(state.view);
  window.history.replaceState(
    null,
    "",
    fragment === "" ? window.location.pathname + window.location.search : `#${fragment}`,
  );
});

const wanted = new URLSearchParams(window.location.search).get("backend");
const backend = backendOrder.find((name) => name === wanted);
const modelUrl = new URL("models/all-MiniLM-L6-v2/", document.baseURI).href;

const messages = messagesOf("en");
document.documentElement.lang = messages.locale;

const analysis = startAnalysis(english, modelUrl, backend);

if (import.meta.env.PROD) keepForOffline();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MessagesContext value={messages}>
      <App analysis={analysis} />
    </MessagesContext>
  </StrictMode>,
);

/** Mounts the app: starts the page from its address, and shows it. */
import "@fontsource-variable/ibm-plex-sans";
import "@fontsource-variable/source-serif-4";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { SaveTableContext, type SaveTable } from "./charts/frame/SaveTableContext.ts";
import { backendOrder } from "./engine/backendName.ts";
import { messagesOf } from "./messages/languages.ts";
import { MessagesContext } from "./messages/MessagesContext.ts";
import { keepForOffline } from "./offline/keepForOffline.ts";
import { builtInModel } from "./store/builtInModel.ts";
import { startPage } from "./store/effects/startPage.ts";
import "./styles/base.css";
import { panelOf } from "./views/panels/list.ts";
import { App } from "./views/page/App.tsx";

/** What writes the files of tables is loaded when one is asked for. */
const saveTableLater: SaveTable = (title, twin) =>
  void import("./views/page/saveTable.ts").then(({ saveTable }) => saveTable(title, twin));

const messages = messagesOf("en");
document.documentElement.lang = messages.locale;

const wanted = new URLSearchParams(window.location.search).get("backend");
startPage(
  window.location.hash,
  builtInModel(),
  backendOrder.find((name) => name === wanted),
  (state) => panelOf(state.view.panel).question?.(state) ?? null,
);

if (import.meta.env.PROD) keepForOffline();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MessagesContext value={messages}>
      <SaveTableContext value={saveTableLater}>
        <App />
      </SaveTableContext>
    </MessagesContext>
  </StrictMode>,
);

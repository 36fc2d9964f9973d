/** Reads the state that the page starts with, and connects everything that follows it. */
import type { BackendName } from "../../engine/backendName.ts";
import { startEngine } from "../../engine/client.ts";
import type { ModelSource } from "../../engine/protocol/models.ts";
import { actions } from "../actions/actions.ts";
import { initialState, useApp } from "../appState.ts";
import { readLabSettings } from "../labSettingsCodec.ts";
import { withOwnText } from "../ownTexts.ts";
import { readHoldKey, readHubAddress, readOwnTexts, readTheme, writeOwnTexts } from "../preferences.ts";
import type { QuestionOfPanel } from "../requests/panels.ts";
import { decodeView } from "../urlCodec.ts";
import { connectAddress } from "./address.ts";
import { connectEngine } from "./engine.ts";
import { connectSamples, showSample } from "./samples.ts";
import { connectStorage } from "./storage.ts";

/**
 * @param fragment of the address, which a link may have brought.
 * @param builtIn the model that comes with the page.
 * @param questionOf the question of the panel in sight.
 */
export function startPage(
  fragment: string,
  builtIn: ModelSource,
  backend: BackendName | undefined,
  questionOf: QuestionOfPanel,
): void {
  const { view, text } = decodeView(fragment);
  const kept = readOwnTexts();
  const ownTexts = text === undefined ? kept : withOwnText(kept, text);
  // The address soon says nothing of the text any more: a reload finds it here.
  if (ownTexts !== kept) writeOwnTexts(ownTexts);
  useApp.setState({
    view,
    ownTexts,
    // Own text that a link does not carry survives a reload in this tab's session storage.
    text: view.sample === null ? (text ?? ownTexts[0] ?? "") : "",
    engine: { ...initialState.engine, wantedBackend: backend },
    lab: { ...initialState.lab, settings: readLabSettings(view.labSettings) },
    models: { ...initialState.models, hubAddress: readHubAddress() },
    theme: readTheme(),
    holdKey: readHoldKey(),
  });
  connectAddress();
  connectStorage();
  connectSamples();
  connectEngine(startEngine, builtIn, questionOf);
  if (view.sample !== null) void showSample(view.sample);
  else if (useApp.getState().text !== "") actions.beginRun();
}

/**
 * Turns what a person does into requests: a changed text or setting starts a run a moment after the last change,
 * a changed ζ asks for that alone, a changed layer asks for its sample-size curve. Latest wins, everywhere.
 */
import type { Messages } from "../messages/messages.ts";
import { startEngine, type EngineClient } from "../engine/client.ts";
import type { BackendName } from "../engine/backendName.ts";
import { endsWork, type ModelSource } from "../engine/protocol/models.ts";
import type { EngineEvent } from "../engine/protocol/protocol.ts";
import { readLines } from "../corpora/readers/text.ts";
import { cloudSampleOf } from "../corpora/cloudSamples.ts";
import { isSampleId, loadSample } from "../corpora/sampleList.ts";
import { chosenLayer, useApp, type AppState } from "./appStore.ts";
import { connectComparison } from "./comparisonControl.ts";
import { saveFile } from "./saveFile.ts";
import { createModels, type Models } from "./modelControl.ts";
import { createLab, type Lab } from "./labControl.ts";
import { writeOwnText } from "./preferences.ts";
import { showCloudSample } from "./vectorsControl.ts";
import { analysisSettings, defaultView } from "./viewState.ts";

/** Long enough not to run in the middle of a word, short enough to feel immediate. */
const typingPause = 450;
/** A slider that moves asks at most this often. */
const sliderPause = 40;

export interface Analysis {
  readonly lab: Lab;
  readonly runAgain: () => void;
  readonly cancel: () => void;
  readonly keepReference: () => void;
  readonly restart: (backend: BackendName | undefined) => void;
  readonly models: Models;
}

/** Starts the engine and keeps it in step with the store for as long as the page lives. */
export function startAnalysis(messages: Messages, modelUrl: string, backend: BackendName | undefined): Analysis {
  let lastRun = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shrinkTimer: ReturnType<typeof setTimeout> | undefined;
  const builtIn: ModelSource = { from: "url", url: modelUrl };
  const models = createModels(() => client, builtIn);
  let client: EngineClient = launch(backend);

  function relaunch(wanted: BackendName | undefined): void {
    client.dispose();
    useApp.getState().forgetEngine();
    client = launch(wanted);
    analyseAgain();
  }

  function launch(wanted: BackendName | undefined): EngineClient {
    const launched = startEngine(receive);
    launched.post({
      kind: "start",
      source: useApp.getState().models.source ?? builtIn,
      ...(wanted !== undefined && { backend: wanted }),
    });
    return launched;
  }

  function receive(event: EngineEvent): void {
    useApp.getState().receive(event);
    if (event.kind === "finished") requestDetails(useApp.getState());
    models.hear(event);
    if (endsWork(event)) analyseAgain();
    // The model that was chosen can't be had again: the one that comes with the page can.
    if (
      event.kind === "failed" &&
      event.run === undefined &&
      useApp.getState().engine.model === null &&
      useApp.getState().models.source !== null
    ) {
      useApp.getState().forgetModel();
      relaunch(backend);
    }
    if (event.kind === "lab-saved") saveFile("isoscope-trained.safetensors", "application/octet-stream", event.bytes);
  }

  function analyse(): void {
    clearTimeout(timer);
    const state = useApp.getState();
    lastRun += 1;
    if (state.vectors !== null) {
      state.beginRun(lastRun, { lines: [], lineNumbers: [] });
      client.post({
        kind: "analyse-vectors",
        run: lastRun,
        vectors: state.vectors,
        settings: analysisSettings(state.view),
      });
      return;
    }
    const text = readLines(state.text);
    state.beginRun(lastRun, text);
    client.post({ kind: "analyse", run: lastRun, lines: text.lines, settings: analysisSettings(state.view) });
  }

  /** After a change that the person made elsewhere: that there is no text is then no fault. */
  function analyseAgain(): void {
    const { vectors, text } = useApp.getState();
    if (vectors !== null || text.trim() !== "") analyse();
  }

  function analyseSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(analyse, typingPause);
  }

  function requestShrunk(): void {
    const { engine, view } = useApp.getState();
    // A run that is still on its way was asked for with an older ζ: ask again for the whole of it.
    if (engine.incoming !== null) analyse();
    else if (engine.results !== null) {
      client.post({ kind: "shrink", run: engine.results.run, zeta: view.zeta, reference: view.reference });
    }
  }

  /** What the panel in sight needs beyond the layers themselves is asked for when it is in sight. */
  function requestDetails(state: AppState): void {
    const { results, finished } = state.engine;
    if (results === null || !finished) return;
    switch (state.view.panel) {
      case "dimensions":
        return;
      case "neighbours":
        if (state.chosenPoint !== null)
          client.post({
            kind: "question",
            id: "neighbours",
            run: results.run,
            ask: { layer: chosenLayer(state), point: state.chosenPoint },
          });
        return;
      case "sample-size":
        client.post({ kind: "question", id: "sample-size", run: results.run, ask: { layer: chosenLayer(state) } });
        return;
      case "similarity":
        // Beside a held run its layers are compared with these: see comparisonControl.ts.
        if (results.answers.similarity === undefined && state.comparison.held === null)
          client.post({ kind: "question", id: "similarity", run: results.run, ask: {} });
        return;
    }
  }

  useApp.subscribe((state, before) => {
    const now = state.view;
    const then = before.view;
    if (now.sample !== then.sample && now.sample !== null) void showSample(now.sample);
    if (state.vectors !== before.vectors) {
      if (state.text !== before.text && now.sample === null) writeOwnText(state.text);
      analyse();
    } else if (state.text !== before.text) {
      if (now.sample === null) {
        writeOwnText(state.text);
        analyseSoon();
      } else {
        analyse();
      }
    } else if (
      now.unit !== then.unit ||
      now.pooling !== then.pooling ||
      now.includeSpecialTokens !== then.includeSpecialTokens ||
      (now.layers !== then.layers && state.vectors === null) ||
      now.seed !== then.seed
    ) {
      analyse();
    } else if (now.zeta !== then.zeta || now.reference !== then.reference) {
      clearTimeout(shrinkTimer);
      shrinkTimer = setTimeout(requestShrunk, sliderPause);
    }
    if (
      now.layer !== then.layer ||
      now.panel !== then.panel ||
      state.chosenPoint !== before.chosenPoint ||
      (state.comparison.held === null && before.comparison.held !== null) ||
      state.engine.results?.shrunk !== before.engine.results?.shrunk
    ) {
      requestDetails(state);
    }
  });

  connectComparison(() => client);

  const { view, text } = useApp.getState();
  if (view.sample !== null) void showSample(view.sample);
  else if (text !== "") analyse();

  return {
    models,
    lab: createLab(messages, () => client, models.nextLoad),
    runAgain: analyse,
    cancel: () => client.post({ kind: "cancel", run: lastRun }),
    keepReference: () => client.post({ kind: "keep-reference" }),
    restart: relaunch,
  };
}

/** Loads a built-in sample into the store; the last one asked for wins. */
async function showSample(id: string): Promise<void> {
  const cloud = cloudSampleOf(id);
  if (cloud !== undefined) return showCloudSample(cloud);
  if (!isSampleId(id)) return useApp.getState().changeView({ sample: defaultView.sample });
  const stillWanted = () => useApp.getState().view.sample === id;
  try {
    const sample = await loadSample(id);
    if (!stillWanted()) return;
    const labelled = sample.lines.flatMap(({ text, label }) => (label === undefined ? [] : [[text, label] as const]));
    useApp.getState().setSampleText(sample.lines.map(({ text }) => text).join("\n"), new Map(labelled));
  } catch (error) {
    if (stillWanted()) useApp.getState().failSample(error instanceof Error ? error.message : String(error));
  }
}

/** Each action, from a state to what it changes: no page and no engine. */
import { beforeEach, describe, expect, test } from "vitest";
import type { EngineEvent } from "../../../src/engine/protocol/protocol.ts";
import { actions } from "../../../src/store/actions/actions.ts";
import { initialState, useApp, type AppState } from "../../../src/store/appState.ts";
import { requestsFor } from "../../../src/store/requests/requestsFor.ts";
import { followUps } from "../../../src/store/requests/followUps.ts";
import { resultsAreOld, stoppedAt } from "../../../src/store/selectors.ts";
import { held, model, rowsReport, running, shown, started, training } from "./states.ts";

const state = () => useApp.getState();
const from = (begin: AppState) => useApp.setState(begin, true);
const file = (name: string) => new File(["1"], name);
const hub = { name: "org/mini", revision: "main", baseUrl: "https://huggingface.co" };

beforeEach(() => from(initialState));

describe("what is looked at", () => {
  test("the view changes in part, the cursor by the number of its layer", () => {
    from(shown);
    actions.changeView({ colourBy: "norm" });
    expect(state().view).toEqual({ ...shown.view, colourBy: "norm" });
    actions.chooseLayer(2);
    expect(state().view.layer).toBe(2);
    actions.chooseLayer(6);
    expect(state().view.layer).toBeNull();
  });

  test("what is pointed at, chosen and preferred", () => {
    actions.hoverLayer(1);
    actions.hoverPoint(2);
    actions.choosePoint(3);
    actions.setTheme("dark");
    expect(state()).toMatchObject({ hoveredLayer: 1, hoveredPoint: 2, chosenPoint: 3, theme: "dark" });
  });

  test("commands of the action before are gone after the next", () => {
    actions.lab.step();
    expect(state().commands).toEqual([{ kind: "lab-step" }]);
    actions.hoverPoint(1);
    expect(state().commands).toEqual([]);
  });
});

describe("text and runs", () => {
  test("typed text takes the place of a sample and of vectors; a sample's keeps its name", () => {
    actions.vectors.open([file("a.npy")]);
    actions.setText("mine");
    expect(state()).toMatchObject({ text: "mine", vectors: null, view: { sample: null } });
    expect(state().ownTexts).toEqual(["mine"]);
    actions.changeView({ sample: "moby-dick" });
    actions.failSample("404");
    expect(state().sampleFailure).toBe("404");
    actions.setSampleText("theirs", new Map([["theirs", "x"]]));
    expect(state()).toMatchObject({ text: "theirs", sampleFailure: null, view: { sample: "moby-dick" } });
    actions.beginRun();
    expect(state().engine.incoming).toMatchObject({ run: 1, lines: ["theirs"], labels: ["x"] });
  });

  test("texts of one's own: edited where they stand, kept when a sample is edited, and when the text is emptied", () => {
    actions.setText("mine");
    actions.setText("mine too");
    expect(state().ownTexts).toEqual(["mine too"]);
    actions.changeView({ sample: "moby-dick" });
    actions.setSampleText("theirs", new Map());
    actions.setText("theirs, edited");
    expect(state().ownTexts).toEqual(["theirs, edited", "mine too"]);
    actions.setText("");
    expect(state()).toMatchObject({ text: "", ownTexts: ["theirs, edited", "mine too"] });
    actions.vectors.showOwnText("mine too");
    expect(state()).toMatchObject({ text: "mine too", ownTexts: ["mine too", "theirs, edited"] });
  });

  test("a link that is followed changes what it names, and keeps the text that was there", () => {
    from({ ...started, ownTexts: ["one\ntwo"], text: "one\ntwo" });
    const { view } = state();
    actions.followLink({ view: { ...view, unit: "sentences", sample: null }, text: "from a link" });
    expect(state()).toMatchObject({ text: "from a link", ownTexts: ["from a link", "one\ntwo"], vectors: null });
    expect(state().view.unit).toBe("sentences");
    actions.followLink({ view: { ...view, sample: null, mode: "lab" } });
    expect(state()).toMatchObject({ text: "from a link", view: { mode: "lab" } });
  });

  test("a run begins under a new number, and the one on screen stays until it has something to show", () => {
    from(shown);
    actions.beginRun();
    expect(state().engine).toMatchObject({ lastRun: 2, finished: false, incoming: { run: 2 }, results: { run: 1 } });
    actions.cancelRun();
    expect(state().commands).toEqual([{ kind: "cancel", run: 2 }]);
    actions.keepReference();
    expect(state().commands).toEqual([{ kind: "keep-reference" }]);
  });

  test("ζ alone is asked for where a run is on screen", () => {
    from({ ...shown, view: { ...shown.view, zeta: 0.3 } });
    actions.askShrunk();
    expect(state().engine.shrinkage).toEqual({ run: 1, zeta: 0.3, reference: "built-in" });
  });

  test("another backend starts the engine anew, with what is shown", () => {
    from(training);
    actions.restart("webgl");
    expect(state().engine).toMatchObject({ launches: 1, wantedBackend: "webgl", model: null, lastRun: 2 });
    expect(state().lab.task).toBeUndefined();
    from({ ...initialState, view: { ...initialState.view, sample: null } });
    actions.restart(undefined);
    expect(state().engine).toMatchObject({ launches: 1, lastRun: 0, incoming: null });
  });

  test("a model that can't be loaded again at the start gives way to the page's own", () => {
    from({
      ...started,
      engine: { ...started.engine, model: null },
      models: { ...started.models, source: { from: "hub", model: hub } },
    });
    actions.receive({ kind: "failed", failure: { code: "file-gone" } });
    expect(state()).toMatchObject({ models: { source: null }, engine: { launches: 1, lastRun: 1 } });
    from({ ...started, engine: { ...started.engine, model: null } });
    actions.receive({ kind: "failed", failure: { code: "file-gone" } });
    expect(state().engine).toMatchObject({ launches: 0, failure: { code: "file-gone" } });
  });
});

describe("vectors", () => {
  test("open in place of the text, with ζ back at 0 where its reference would be made from text", () => {
    from({ ...shown, view: { ...shown.view, zeta: 0.5 } });
    actions.vectors.open([]);
    expect(state().vectors).toBeNull();
    actions.vectors.open([file("a.npy")]);
    expect(state()).toMatchObject({ vectors: { id: 1, options: { array: null } }, view: { zeta: 0 } });
    from({ ...shown, view: { ...shown.view, zeta: 0.5, reference: "kept" } });
    actions.vectors.open([file("a.npy")]);
    expect(state().view.zeta).toBe(0.5);
  });

  test("take files beside them, a newer one of a name in place of the older, and other options", () => {
    actions.vectors.addBeside([file("labels.txt")]);
    expect(state().vectors).toBeNull();
    actions.vectors.open([file("a.npy")]);
    actions.vectors.addBeside([file("labels.txt")]);
    actions.vectors.addBeside([file("labels.txt"), file("texts.txt")]);
    expect(state().vectors!.files.map(({ name }) => name)).toEqual(["a.npy", "labels.txt", "texts.txt"]);
    expect(state().vectors!.id).toBe(3);
    actions.vectors.changeOptions({ dropNotFinite: true });
    expect(state().vectors).toMatchObject({ id: 3, options: { dropNotFinite: true } });
  });

  test("give the text its place back", () => {
    from(started);
    actions.vectors.open([file("a.npy")]);
    actions.vectors.backToText();
    expect(state()).toMatchObject({ vectors: null, text: "one\ntwo" });
    actions.vectors.open([file("a.npy")]);
    actions.vectors.showOwnText("one\ntwo");
    expect(state()).toMatchObject({ vectors: null, text: "one\ntwo" });
    actions.vectors.showText("moby-dick");
    expect(state().view.sample).toBe("moby-dick");
    actions.vectors.open([file("a.npy")]);
    actions.vectors.showOwnText("kept");
    expect(state()).toMatchObject({ vectors: null, text: "kept", view: { sample: null } });
    expect(state().ownTexts).toEqual(["kept", "one\ntwo"]);
    from({ ...initialState, view: { ...initialState.view, sample: "digits" } });
    actions.vectors.backToText();
    expect(state().view.sample).toBe(initialState.view.sample);
  });

  test("have no columns to choose while none are on screen", () => {
    from(shown);
    actions.vectors.chooseColumns({ label: "class" });
    expect(state().engine).toBe(shown.engine);
  });
});

describe("models", () => {
  test("load under a new number; what is wrong or offered is forgotten", () => {
    const builtIn = { from: "url", url: "models/" } as const;
    actions.models.useBuiltIn(builtIn);
    expect(state().models).toMatchObject({ lastLoad: 1, loading: { load: 1, source: builtIn } });
    actions.models.loadKept(hub);
    actions.models.loadFiles([file("config.json")], "mine");
    expect(state().models.loading).toMatchObject({ load: 3, source: { from: "files", name: "mine" } });
    actions.models.cancel();
    expect(state().commands).toEqual([{ kind: "cancel-load", load: 3 }]);
  });

  test("by name remember a mirror, and forget it for the Hub itself", () => {
    actions.models.loadByName({ ...hub, baseUrl: "https://mirror.example" });
    expect(state().models.hubAddress).toBe("https://mirror.example");
    actions.models.loadByName(hub);
    expect(state().models.hubAddress).toBeUndefined();
  });

  test("are listed, removed, offered by a link, and fetched or not", () => {
    actions.models.refresh();
    expect(state().commands).toEqual([{ kind: "list-models" }]);
    actions.models.remove(hub);
    expect(state().commands).toMatchObject([{ kind: "remove-model", model: { name: "org/mini" } }]);
    actions.models.acceptOffer();
    expect(state().models.loading).toBeNull();
    from({ ...initialState, models: { ...initialState.models, offered: hub } });
    actions.models.acceptOffer();
    expect(state().models).toMatchObject({ offered: null, loading: { source: { from: "hub", model: hub } } });
    from({ ...initialState, models: { ...initialState.models, offered: hub } });
    actions.models.dismissOffer();
    expect(state()).toMatchObject({ models: { offered: null }, view: { model: null } });
    actions.models.setOpen(true);
    expect(state().models.open).toBe(true);
  });

  const linked: AppState = {
    ...started,
    view: { ...started.view, model: { name: "org/mini", revision: "main", bytes: null } },
  };
  const list = (kept: readonly (typeof hub & { bytes: number })[]): EngineEvent => ({
    kind: "model-kept-list",
    kept: kept.map((entry) => ({ ...entry, commit: "0" })),
    unfinished: [],
  });

  test("of a link are looked for once the first model works, and loaded if kept, else offered", () => {
    from(linked);
    actions.receive({ kind: "ready", backend: started.engine.backend!, model });
    expect(state().commands).toEqual([{ kind: "list-models" }]);
    actions.receive(list([]));
    expect(state().models).toMatchObject({ offered: { name: "org/mini" }, loading: null, linkConsidered: true });
    from(linked);
    actions.receive(list([{ ...hub, bytes: 9 }]));
    expect(state().models).toMatchObject({ offered: null, loading: { source: { from: "hub" } } });
    actions.receive({ kind: "ready", backend: started.engine.backend!, model });
    expect(state().commands).toEqual([]);
  });

  test("once loaded are named in the link, and all that was computed is computed again", () => {
    from(training);
    actions.models.loadKept(hub);
    actions.receive({ kind: "model-loaded", load: 1 });
    expect(state()).toMatchObject({
      view: { model: { name: "org/mini" } },
      engine: { lastRun: 2 },
      // The lab is in sight: its rows are encoded anew.
      lab: { last: { data: 3, run: 4 }, task: "definitions" },
      commands: [{ kind: "list-models" }],
    });
    from({ ...training, view: { ...training.view, mode: "explorer" } });
    actions.models.loadKept(hub);
    actions.receive({ kind: "model-loaded", load: 1 });
    expect(state().lab.task).toBeUndefined();
    from(running);
    actions.models.loadKept(hub);
    actions.receive({ kind: "model-cancelled", load: 1, restarted: false });
    expect(state()).toMatchObject({ models: { loading: null }, engine: { lastRun: 1 } });
  });
});

describe("a held run", () => {
  test("is held where it is whole, compared, and let go", () => {
    from(running);
    actions.comparison.hold();
    expect(state().comparison.held).toBeNull();
    from(shown);
    actions.comparison.hold();
    expect(state().comparison.held).toMatchObject({ layer: 6, results: { run: 1 } });
    actions.comparison.change((comparison) => ({ ...comparison, axis: "depth" }));
    actions.comparison.linkPoints(4, 5);
    expect(state()).toMatchObject({ hoveredPoint: 4, comparison: { axis: "depth", hoveredPoint: 5 } });
    from(held);
    actions.comparison.release();
    expect(state().comparison.held).toBeNull();
  });
});

describe("the lab", () => {
  test("play opens it, starts a run, or goes on", () => {
    from(shown);
    actions.lab.play();
    expect(state()).toMatchObject({ view: { mode: "lab" }, lab: { last: { run: 0 }, playing: true } });
    actions.lab.takeTask({ rows: training.lab.rows, classes: ["x", "y"] });
    expect(state().lab).toMatchObject({ last: { run: 1 }, playing: true });
    from(training);
    actions.lab.pause();
    expect(state().lab.playing).toBe(false);
    actions.lab.play();
    expect(state().lab).toMatchObject({ last: { run: 3 }, playing: true });
    from({ ...training, lab: { ...training.lab, finished: true } });
    actions.lab.play();
    expect(state().lab).toMatchObject({ last: { run: 4 }, finished: false });
    actions.lab.reset();
    expect(state().lab.last.run).toBe(5);
  });

  test("λ moves the run under way, and starts another where its place on the device is gone", () => {
    from(training);
    actions.lab.changeLive({ lambda: -2 });
    expect(state().lab).toMatchObject({ last: { run: 3 }, settings: { lambda: -2 } });
    from({ ...training, lab: { ...training.lab, finished: true, playing: false } });
    actions.lab.changeLive({ lambda: -2 });
    expect(state().lab).toMatchObject({ last: { run: 4 }, playing: true, settings: { lambda: -2 } });
  });

  test("the epochs of a sweep leave the live run alone", () => {
    from(training);
    actions.lab.changeEpochs(10);
    expect(state().lab).toMatchObject({ last: { run: 3 }, playing: true, settings: { epochs: 10 } });
  });

  test("a run holds while the explorer is in sight, and waits to be gone on with", () => {
    from({ ...training, view: { ...training.view, mode: "lab" } });
    actions.changeView({ mode: "explorer" });
    expect(state().lab).toMatchObject({ playing: false, last: { run: 3 } });
    actions.changeView({ mode: "lab" });
    actions.lab.play();
    expect(state().lab).toMatchObject({ playing: true, last: { run: 3 } });
  });

  test("other settings start another run once there is data", () => {
    from(training);
    actions.lab.changeSettings({ width: 8 });
    expect(state().lab).toMatchObject({ last: { run: 4 }, current: { settings: { width: 8 } } });
    actions.lab.trainLayers(2);
    expect(state().lab).toMatchObject({ last: { run: 5 }, playing: false, settings: { layersTrained: 2 } });
    from(shown);
    actions.lab.changeSettings({ width: 8 });
    actions.lab.trainLayers(1);
    expect(state().lab.last.run).toBe(0);
    actions.lab.linkSettings();
    expect(state().view.labSettings).toContain("layersTrained:1");
  });

  test("its task is the one that the view names; rows come when they are loaded", () => {
    from({ ...shown, view: { ...shown.view, mode: "lab", task: "sentiment" } });
    actions.lab.showTask();
    expect(state().lab).toMatchObject({ task: "sentiment", last: { data: 0 } });
    actions.lab.takeTask({ rows: training.lab.rows, classes: ["x", "y"] });
    // It waits for a press of Train.
    expect(state().lab).toMatchObject({ last: { data: 1, run: 1 }, playing: false, data: null });
    actions.lab.trainLayers(0);
    expect(state().lab.playing).toBe(false);
    actions.lab.play();
    actions.changeView({ task: null });
    actions.lab.showTask();
    expect(state().lab).toMatchObject({ task: null, rows: [], current: null, playing: false });
  });

  test("a person's own table takes the place of the task as soon as it is read", () => {
    from(training);
    actions.lab.openTable("text,label\na,x");
    expect(state().lab.reading).toMatchObject({ table: 1, ask: 1, name: "", choice: null });
    const choice = {
      textColumn: "text",
      labelColumn: "label",
      mergeSimilarLabels: false,
      leaveOutSingleRowClasses: false,
    };
    const data = { rows: training.lab.rows, classes: ["x", "y"] };
    actions.receive({
      kind: "lab-table-read",
      ask: 1,
      answer: {
        kind: "read",
        columns: ["text", "label"],
        choice,
        rows: { kind: "taken", data, report: rowsReport, similarLabels: false, canLeaveOut: false },
      },
    });
    expect(state()).toMatchObject({ view: { task: null }, lab: { task: null, last: { data: 3, run: 4 } } });
    actions.lab.chooseFromTable({ mergeSimilarLabels: true });
    expect(state().lab.reading).toMatchObject({ table: 1, ask: 2, choice: { ...choice, mergeSimilarLabels: true } });
    actions.lab.stopReading();
    expect(state()).toMatchObject({ lab: { reading: null }, commands: [{ kind: "lab-table-stop" }] });
  });

  test("sweeps begin where there is data", () => {
    from(training);
    actions.lab.sweep("seeds");
    expect(state().lab).toMatchObject({ playing: false, sweeps: { seeds: { sweep: 1, running: true, total: 35 } } });
    from(shown);
    actions.lab.sweep("seeds");
    expect(state().lab.sweeps.seeds).toBeNull();
  });

  test("a sweep from a file is shown, and asks nothing of the engine", () => {
    from(training);
    const { settings } = training.lab;
    const data = { name: "own.tsv", rows: 64, training: 51, heldOut: 13 };
    const stored = { settings, model: "other", data, total: 1, results: [] };
    actions.lab.showStoredSweep("rows", "sweep.json", stored);
    expect(state().lab.sweeps).toEqual({
      seeds: null,
      rows: { ...stored, sweep: 1, key: "", running: false, openedFrom: "sweep.json" },
    });
    expect(requestsFor(training, state(), () => null)).toEqual([]);
  });

  test("what has been trained is saved, loaded, measured and shown", () => {
    from(training);
    actions.lab.load(Uint8Array.of(1));
    expect(state().lab).toMatchObject({ last: { run: 4 }, playing: false, startedFrom: Uint8Array.of(1) });
    actions.lab.save();
    expect(state().commands).toEqual([{ kind: "lab-save" }]);
    actions.lab.measureLayers();
    expect(state().commands).toEqual([{ kind: "lab-layers" }]);
    actions.lab.stopMeasuring();
    expect(state()).toMatchObject({ lab: { measuringLayers: null }, commands: [{ kind: "lab-layers-stop" }] });
    actions.lab.stopSweep();
    expect(state().commands).toEqual([{ kind: "lab-sweep-stop" }]);
    actions.lab.showTrained("mini, λ −1");
    expect(state()).toMatchObject({
      view: { mode: "explorer" },
      lab: { showing: true, finished: true },
      models: { lastLoad: 1 },
      commands: [{ kind: "lab-show", load: 1, name: "mini, λ −1" }],
    });
    // The lab stays with the model that it trained from.
    actions.receive({ kind: "model-loaded", load: 1 });
    expect(state().lab).toMatchObject({ showing: false, task: "definitions", last: { data: 2 } });
  });
});

describe("a text that is cleared", () => {
  test("has no results, asks for none, and leaves nothing of the run on its way", () => {
    from(shown);
    const { lastRun } = shown.engine;
    actions.setText("\n  ");
    expect(state().engine).toMatchObject({ results: null, incoming: null, failure: { code: "no-text" } });
    expect(state().commands).toEqual([{ kind: "cancel", run: lastRun }]);
    expect(followUps(shown, state())).toEqual([]);
    const cleared = state().engine;
    actions.receive({ kind: "finished", run: lastRun });
    actions.receive({ kind: "cancelled", run: lastRun });
    expect(state().engine).toEqual(cleared);
    actions.setText("a line");
    expect(followUps(shown, state())).toEqual([{ action: "beginRun", when: "typing-rests" }]);
  });
});

describe("results on screen", () => {
  test("are old while a newer run has shown none of its layers, and no longer from its first layer on", () => {
    from(shown);
    expect(resultsAreOld(state())).toBe(false);
    actions.beginRun();
    expect(resultsAreOld(state())).toBe(true);
    const run = state().engine.lastRun;
    actions.receive({ kind: "layer", run, layer: 0, result: shown.engine.results!.layers[0]! });
    expect(resultsAreOld(state())).toBe(false);
    expect(stoppedAt(state())).toBeNull();
    actions.receive({ kind: "cancelled", run });
    expect(resultsAreOld(state())).toBe(false);
    expect(stoppedAt(state())?.measured).toBe(1);
  });

  test("stay old where the newer run was stopped before its first layer, or failed", () => {
    from(shown);
    actions.beginRun();
    actions.receive({ kind: "cancelled", run: state().engine.lastRun });
    expect([resultsAreOld(state()), stoppedAt(state())]).toEqual([true, null]);
    from(shown);
    actions.beginRun();
    actions.receive({ kind: "failed", run: state().engine.lastRun, failure: { code: "no-text" } });
    expect(resultsAreOld(state())).toBe(true);
  });
});

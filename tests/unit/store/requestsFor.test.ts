/** What a change of the state asks of the engine, and what follows it by itself: no page, no engine, no clock. */
import { describe, expect, test } from "vitest";
import type { AppState } from "../../../src/store/appState.ts";
import { initialState } from "../../../src/store/appState.ts";
import { releaseRun } from "../../../src/store/comparison.ts";
import { beginLabRun } from "../../../src/store/lab.ts";
import { beginSweep, plannedRuns } from "../../../src/store/labSweeps.ts";
import { beginLoad } from "../../../src/store/models.ts";
import { followUps } from "../../../src/store/requests/followUps.ts";
import { requestsFor as requestsOfPanelFor } from "../../../src/store/requests/requestsFor.ts";
import { askShrunk, beginRun } from "../../../src/store/runs.ts";
import type { ViewState } from "../../../src/store/viewState.ts";
import { panelOf } from "../../../src/views/panels/list.ts";
import { held, running, shown, started, training } from "./states.ts";

const requestsFor = (before: AppState, after: AppState) =>
  requestsOfPanelFor(before, after, (state) => panelOf(state.view.panel).question?.(state) ?? null);
const withView = (state: AppState, change: Partial<ViewState>): AppState => ({
  ...state,
  view: { ...state.view, ...change },
});
const withLab = (state: AppState, change: Partial<AppState["lab"]>): AppState => ({
  ...state,
  lab: { ...state.lab, ...change },
});
const withResults = (state: AppState, change: Partial<NonNullable<AppState["engine"]["results"]>>): AppState => ({
  ...state,
  engine: { ...state.engine, results: { ...state.engine.results!, ...change } },
});

describe("requests of the explorer", () => {
  test("nothing is asked where nothing has changed, or only what is pointed at", () => {
    for (const state of [initialState, started, running, shown, held, training]) {
      expect(requestsFor(state, state)).toEqual([]);
      expect(requestsFor(state, { ...state, hoveredLayer: 1, hoveredPoint: 2, theme: "dark" })).toEqual([]);
    }
  });

  test("a run that begins is asked for once, with the lines and the settings that it began with", () => {
    const { settings } = running.engine.incoming!.origin;
    expect(requestsFor(started, running)).toEqual([{ kind: "analyse", run: 1, lines: ["one", "two"], settings }]);
    expect(requestsFor(running, { ...running, text: "more" })).toEqual([]);
  });

  test("vectors are asked for in place of the text", () => {
    const vectors = { id: 1, files: [], options: { array: null, dropNotFinite: false } };
    const open = { ...started, vectors };
    const begun = { ...open, ...beginRun(open) };
    expect(requestsFor(open, begun)).toEqual([
      { kind: "analyse-vectors", run: 1, vectors, settings: begun.engine.incoming!.origin.settings },
    ]);
  });

  test("ζ is asked for alone for a run on screen, and with all of it for a run on its way", () => {
    const moved = withView(shown, { zeta: 0.5 });
    expect(requestsFor(shown, moved)).toEqual([]);
    expect(requestsFor(moved, { ...moved, ...askShrunk(moved) })).toEqual([
      { kind: "shrink", run: 1, zeta: 0.5, reference: "built-in" },
    ]);
    const movedInRun = withView(running, { zeta: 0.5 });
    expect(requestsFor(movedInRun, { ...movedInRun, ...askShrunk(movedInRun) })).toMatchObject([
      { kind: "analyse", run: 2, settings: { zeta: 0.5 } },
    ]);
    expect(askShrunk(started)).toEqual({});
  });

  test("a model is loaded when its load begins", () => {
    const source = { from: "url", url: "models/x/" } as const;
    const loading = { ...shown, models: beginLoad(shown.models, source) };
    expect(requestsFor(shown, loading)).toEqual([{ kind: "load-model", load: 1, source }]);
  });

  test("a run is held and let go", () => {
    expect(requestsFor(shown, held)).toContainEqual({ kind: "hold", run: 1 });
    expect(requestsFor(held, { ...held, comparison: releaseRun(held.comparison) })).toContainEqual({ kind: "release" });
  });

  test("commands are sent once", () => {
    const asked: AppState = { ...shown, commands: [{ kind: "cancel", run: 1 }] };
    expect(requestsFor(shown, asked)).toEqual([{ kind: "cancel", run: 1 }]);
    expect(requestsFor(asked, { ...asked, hoveredPoint: 1 })).toEqual([]);
  });
});

describe("questions of the panel in sight", () => {
  const panel = (state: AppState, name: ViewState["panel"]) => withView(state, { panel: name });

  test("are asked when the panel comes into sight, and when its run has finished", () => {
    const sampleSize = { kind: "question", id: "sample-size", run: 1, ask: { layer: 6 } };
    expect(requestsFor(shown, panel(shown, "sample-size"))).toEqual([sampleSize]);
    const unfinished = panel({ ...shown, engine: { ...shown.engine, finished: false } }, "sample-size");
    expect(requestsFor(shown, unfinished)).toEqual([]);
    expect(requestsFor(unfinished, panel(shown, "sample-size"))).toEqual([sampleSize]);
    expect(requestsFor(panel(shown, "sample-size"), panel(shown, "dimensions"))).toEqual([]);
  });

  test("follow the layer and ζ where the answer depends on them", () => {
    const open = panel(shown, "sample-size");
    expect(requestsFor(open, withView(open, { layer: 2 }))).toMatchObject([{ id: "sample-size", ask: { layer: 2 } }]);
    const scored = withResults(open, { shrunk: { zeta: 0.5, referencePoints: 9, scores: [] } });
    expect(requestsFor(open, scored)).toMatchObject([{ id: "sample-size" }]);
    const similar = panel(shown, "similarity");
    expect(requestsFor(similar, withView(similar, { layer: 2 }))).toEqual([]);
  });

  test("neighbours are those of the chosen point, and of none while none is chosen", () => {
    const open = panel(shown, "neighbours");
    expect(requestsFor(shown, open)).toEqual([]);
    const chosen = { ...open, chosenPoint: 4 };
    expect(requestsFor(open, chosen)).toEqual([
      { kind: "question", id: "neighbours", run: 1, ask: { layer: 6, point: 4 } },
    ]);
    expect(requestsFor(chosen, { ...chosen, chosenPoint: 5 })).toMatchObject([{ ask: { point: 5 } }]);
  });

  test("the similarity of layers is asked for once, and beside a held run that of both", () => {
    const open = panel(shown, "similarity");
    expect(requestsFor(shown, open)).toEqual([{ kind: "question", id: "similarity", run: 1, ask: {} }]);
    const known = withResults(open, { answers: { similarity: { ask: {}, answer: { cka: [], points: 2 } } } });
    expect(requestsFor(shown, known)).toEqual([]);
    const compared = panel(held, "similarity");
    const cross = { kind: "question", id: "cross-similarity", run: 1, ask: { held: 1, by: "points" } };
    expect(requestsFor(held, compared)).toEqual([cross]);
    const bySentences = { ...compared, comparison: { ...compared.comparison, comparedBy: "sentences" as const } };
    expect(requestsFor(compared, bySentences)).toMatchObject([{ ask: { by: "sentences" } }]);
    const released = { ...compared, comparison: releaseRun(compared.comparison) };
    expect(requestsFor(compared, released)).toEqual([
      { kind: "release" },
      { kind: "question", id: "similarity", run: 1, ask: {} },
    ]);
  });
});

describe("requests of the lab", () => {
  const { settings } = training.lab;

  test("another run starts with the rows and settings at hand, from a saved file where there is one", () => {
    const again = { ...training, lab: beginLabRun(training.lab, false, Uint8Array.of(7)) };
    expect(requestsFor(training, again)).toEqual([
      { kind: "lab-start", run: 4, data: 2, settings, playing: false, saved: Uint8Array.of(7) },
    ]);
  });

  test("other rows are sent before the run on them starts", () => {
    const taken = withLab(training, { last: { ...training.lab.last, data: 3, run: 4 } });
    expect(requestsFor(training, taken).map(({ kind }) => kind)).toEqual(["lab-data", "lab-start"]);
  });

  test("λ, ζ and the learning rate steer the run that is under way", () => {
    const moved = withLab(training, { settings: { ...settings, lambda: -1 } });
    expect(requestsFor(training, moved)).toEqual([
      { kind: "lab-live", live: { lambda: -1, zeta: settings.zeta, learningRate: settings.learningRate } },
    ]);
    expect(requestsFor(training, withLab(training, { settings: { ...settings, seed: 9 } }))).toEqual([]);
  });

  test("a run is paused and goes on", () => {
    const paused = withLab(training, { playing: false });
    expect(requestsFor(training, paused)).toEqual([{ kind: "lab-pause" }]);
    expect(requestsFor(paused, training)).toEqual([{ kind: "lab-play" }]);
  });

  test("a run whose model goes to the explorer is not asked for anything", () => {
    expect(requestsFor(training, withLab(training, { playing: false, finished: true, showing: true }))).toEqual([]);
  });

  test("a sweep is asked for with the runs that it lacks", () => {
    const begun = { ...training, lab: beginSweep(training.lab, "seeds") };
    const jobs = plannedRuns("seeds", settings.trainingRows, 300);
    expect(jobs).toHaveLength(35);
    expect(requestsFor(training, begun)).toContainEqual({ kind: "lab-sweep", sweep: 1, data: 2, settings, jobs });
    const sweep = begun.lab.sweeps.seeds!;
    const [first] = jobs;
    const result = { ...first, accuracy: 1, isoScore: 0.5, twoNN: 2 };
    const stopped = withLab(begun, {
      sweeps: { ...begun.lab.sweeps, seeds: { ...sweep, running: false, results: [result] } },
    });
    const goneOn = { ...stopped, lab: beginSweep(stopped.lab, "seeds") };
    expect(requestsFor(stopped, goneOn)).toMatchObject([{ kind: "lab-sweep", sweep: 2, jobs: jobs.slice(1) }]);
    expect(goneOn.lab.sweeps.seeds!.results).toEqual([result]);
    const others = { ...stopped, lab: beginSweep({ ...stopped.lab, settings: { ...settings, width: 8 } }, "seeds") };
    expect(others.lab.sweeps.seeds!.results).toEqual([]);
  });

  test("sweeps over rows take fewer rows than there are, then all", () => {
    const rows = [...new Set(plannedRuns("rows", "all", 300).map(({ trainingRows }) => trainingRows))];
    expect(rows).toEqual([20, 50, 100, 200, "all"]);
  });

  test("a table is read when it is opened", () => {
    const reading = { table: 1, name: "a.csv", input: "", choice: null, ask: 1 };
    const opened = withLab(training, { last: { ...training.lab.last, ask: 1, table: 1 }, reading });
    expect(requestsFor(training, opened)).toEqual([
      { kind: "lab-table", ask: 1, question: { table: 1, name: "a.csv", input: "", choice: null } },
    ]);
    expect(requestsFor(opened, withLab(opened, { reading: null }))).toEqual([]);
  });
});

describe("what follows by itself", () => {
  test("a typed text is measured when typing rests, a sample at once", () => {
    expect(followUps(started, { ...started, text: "more" })).toEqual([{ action: "beginRun", when: "typing-rests" }]);
    const sample = withView(started, { sample: "moby-dick" });
    expect(followUps(sample, { ...sample, text: "Call me Ishmael." })).toEqual([
      { action: "beginRun", when: "at-once" },
    ]);
  });

  test("vectors that are opened, and left, are measured at once", () => {
    const vectors = { id: 1, files: [], options: { array: null, dropNotFinite: false } };
    const open = { ...started, vectors };
    expect(followUps(started, open)).toEqual([{ action: "beginRun", when: "at-once" }]);
    expect(followUps(open, started)).toEqual([{ action: "beginRun", when: "at-once" }]);
    expect(followUps(open, withView(open, { layers: "ends" }))).toEqual([]);
  });

  test.each<Partial<ViewState>>([
    { unit: "sentences" },
    { pooling: "cls" },
    { includeSpecialTokens: true },
    { layers: "ends" },
    { seed: 2 },
  ])("other points are measured at once: %o", (change) => {
    expect(followUps(shown, withView(shown, change))).toEqual([{ action: "beginRun", when: "at-once" }]);
  });

  test("ζ and Σ_S wait until the slider rests; what is only looked at brings about nothing", () => {
    expect(followUps(shown, withView(shown, { zeta: 0.2 }))).toEqual([{ action: "askShrunk", when: "slider-rests" }]);
    expect(followUps(shown, withView(shown, { reference: "kept" }))).toEqual([
      { action: "askShrunk", when: "slider-rests" },
    ]);
    for (const change of [{ layer: 1 }, { panel: "similarity" }, { colourBy: "norm" }, { spectrum: "linear" }] as const)
      expect(followUps(shown, withView(shown, change))).toEqual([]);
  });

  test("the lab's task is shown when the lab is looked at with a model, and no sooner", () => {
    const open = withView(shown, { mode: "lab" });
    expect(followUps(shown, open)).toEqual([{ action: "showTask", when: "at-once" }]);
    expect(followUps(initialState, withView(initialState, { mode: "lab" }))).toEqual([]);
    expect(followUps(training, withView(training, { layer: 1 }))).toEqual([]);
    expect(followUps(training, withView(training, { task: "sentiment" }))).toEqual([
      { action: "showTask", when: "at-once" },
    ]);
  });

  test("settings of the lab go into the link when they rest", () => {
    const moved = withLab(training, { settings: { ...training.lab.settings, lambda: 2 } });
    expect(followUps(training, moved)).toEqual([{ action: "linkSettings", when: "settings-rest" }]);
  });
});

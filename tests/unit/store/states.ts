/** States of the page for tests: started, with a run on screen, with the lab open. */
import type { RowsReport } from "../../../src/corpora/readers/tableRows.ts";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import type { ModelReport } from "../../../src/engine/protocol/start.ts";
import { initialState, type AppState } from "../../../src/store/appState.ts";
import { holdRun } from "../../../src/store/comparison.ts";
import { emptyResults } from "../../../src/store/runResults.ts";
import { beginRun } from "../../../src/store/runs.ts";
import { analysisSettings } from "../../../src/store/viewState.ts";

export const model: ModelReport = { name: "mini", layers: 6, d: 4, maximumTokens: 9 };

/** Nothing was wrong with any row. */
export const rowsReport: RowsReport = {
  total: 2,
  emptyTexts: 0,
  unusedTexts: [],
  emptyLastColumn: false,
  emptyLabels: 0,
  repeatedTexts: 0,
  similarLabels: [],
  merged: false,
  sampledFrom: null,
  singleRowClasses: [],
  leftOutClasses: [],
};

/** The engine is ready, and a text of one's own has been typed. */
export const started: AppState = {
  ...initialState,
  text: "one\ntwo",
  view: { ...initialState.view, sample: null },
  engine: {
    ...initialState.engine,
    model,
    backend: { name: "wasm", device: { kind: "wasm", hasSimd: false }, skipped: [] },
  },
};

/** Run 1 is on its way. */
export const running: AppState = { ...started, ...beginRun(started) };

/** Run 1 is on screen and finished. */
export const shown: AppState = {
  ...started,
  engine: {
    ...started.engine,
    lastRun: 1,
    finished: true,
    results: {
      ...emptyResults(1, { lines: ["one", "two"], lineNumbers: [1, 2] }, [], {
        sample: null,
        settings: analysisSettings(started.view),
      }),
      model,
      layers: Array.from({ length: 7 }, () => ({}) as LayerResult),
      shrunk: { zeta: 0, referencePoints: 0, scores: [] },
    },
  },
};

/** Run 1 is held, and on screen. */
export const held: AppState = { ...shown, comparison: holdRun(shown.comparison, shown.engine, 2) };

const rows = [
  { text: "a", label: "x" },
  { text: "b", label: "y" },
];

/** The lab is open, its rows are encoded, and run 3 is playing. */
export const training: AppState = {
  ...shown,
  view: { ...shown.view, mode: "lab", task: "definitions" },
  lab: {
    ...shown.lab,
    last: { run: 3, sweep: 0, data: 2, table: 0, ask: 0 },
    task: "definitions",
    rows,
    classes: ["x", "y"],
    data: {
      data: 2,
      model: "mini",
      rows: 2,
      training: 300,
      used: 100,
      heldOutRows: new Uint32Array(),
      truncated: 0,
      marked: false,
    },
    playing: true,
    current: {
      run: 3,
      settings: shown.lab.settings,
      steps: [],
      evaluations: [],
      best: { accuracy: null, crossEntropy: null },
    },
  },
};

/** What the lab's controls do: they change the store and tell the engine. */
import type { Messages } from "../messages/messages.ts";
import type { EngineClient } from "../engine/client.ts";
import type { LabRunSettings, SweepJob } from "../engine/protocol/lab.ts";
import type { TableChoice } from "../corpora/readers/chosenRows.ts";
import type { LabelledRows } from "../corpora/labelledRows.ts";
import { isTaskId, loadTask, taskIds } from "../corpora/tasks/taskList.ts";
import type { LiveSettings } from "../lab/objective.ts";
import { useApp } from "./appStore.ts";
import { encoderDefaults } from "../lab/settings.ts";
import { readLabSettings, writeLabSettings } from "./labSettingsCodec.ts";
import { beginLabRun, defaultLabSettings, sweepKey, type LabSweep, type OpenedTable, type SweepMode } from "./lab.ts";

export interface Lab {
  readonly play: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly reset: () => void;
  /** Takes effect on the next step, without a restart. */
  readonly changeLive: (change: Partial<LiveSettings>) => void;
  /** Takes effect on the next run, which it starts. */
  readonly changeSettings: (change: Partial<LabRunSettings>) => void;
  /** Reads a person's own table: a file, or pasted text. */
  readonly openTable: (input: File | string) => void;
  readonly stopReading: () => void;
  /** Takes other columns or rows of the table at hand. */
  readonly chooseFromTable: (choice: Partial<TableChoice>) => void;
  /** Runs what is still missing of a sweep. */
  readonly sweep: (mode: SweepMode) => void;
  readonly stopSweep: () => void;
  /** Pauses, and saves what has been trained as a file. */
  readonly save: () => void;
  /** Starts a run, paused, from a saved file. */
  readonly load: (saved: Uint8Array) => void;
  /** Trains the top k encoder layers too; what it takes is told first, so the run waits. */
  readonly trainLayers: (layers: number) => void;
  /** Pauses, and measures every layer before and after the run. A run that ends is measured unasked. */
  readonly measureLayers: () => void;
  readonly stopMeasuring: () => void;
  /** Pauses, and makes the encoder with its trained layers the explorer's model. */
  readonly showTrained: () => void;
}

/** How long settings rest before the address names them. */
const linkPause = 500;

/** The λ values and seeds of the paper's comparison. */
const sweepLambdas = [-5, -3, -1, 0, 1, 3, 5] as const;
const sweepSeeds = [1, 2, 3, 4, 5] as const;
/** Fewer of both where a third quantity varies. */
const rowsLambdas = [-5, -1, 0, 1, 5] as const;
const rowsSeeds = [1, 2, 3] as const;
const rowsSteps = [20, 50, 100, 200, 500, 1000] as const;

/** All runs of a sweep. @param training rows there are to train on. */
export function sweepJobs(mode: SweepMode, trainingRows: number | "all", training: number): SweepJob[] {
  switch (mode) {
    case "seeds":
      return sweepLambdas.flatMap((lambda) => sweepSeeds.map((seed) => ({ lambda, seed, trainingRows })));
    case "rows":
      return [...rowsSteps.filter((rows) => rows < training), "all" as const].flatMap((rows) =>
        rowsLambdas.flatMap((lambda) => rowsSeeds.map((seed) => ({ lambda, seed, trainingRows: rows }))),
      );
  }
}

/**
 * @param client called for each message, since a restart replaces the client.
 * @param nextLoad gives the number of a model load.
 */
export function createLab(messages: Messages, client: () => EngineClient, nextLoad: () => number): Lab {
  let lastRun = 0;
  let lastSweep = 0;
  let lastData = 0;
  let lastTable = 0;
  let lastAsk = 0;
  let wantedTask: string | null | undefined;
  /** True while a trained model is on its way to the explorer: the lab itself stays with the one that it trained from. */
  let showing = false;

  const lab = () => useApp.getState().lab;
  const change = useApp.getState().changeLab;
  let linking: ReturnType<typeof setTimeout> | undefined;

  // A link may bring settings of its own.
  change((state) => ({ ...state, settings: readLabSettings(useApp.getState().view.labSettings) }));

  function start(playing: boolean, saved?: Uint8Array): void {
    lastRun += 1;
    change((state) => beginLabRun(state, lastRun, playing));
    client().post({
      kind: "lab-start",
      run: lastRun,
      data: lastData,
      settings: lab().settings,
      playing,
      ...(saved && { saved }),
    });
  }

  function takeRows(data: LabelledRows): void {
    lastData += 1;
    change((state) => ({
      ...state,
      rows: data.rows,
      classes: data.classes,
      data: null,
      current: null,
      ghost: null,
      failure: null,
      playing: false,
    }));
    client().post({ kind: "lab-data", data: lastData, rows: data.rows, classes: data.classes });
    start(true);
  }

  function readTable(opened: OpenedTable, choice: TableChoice | null): void {
    lastAsk += 1;
    const ask = lastAsk;
    const { table, name, input } = opened;
    change((state) => ({ ...state, reading: { table, name, input, choice, ask } }));
    client().post({ kind: "lab-table", ask, question: { table, name, input, choice } });
  }

  async function showTask(task: string | null): Promise<void> {
    if (task === wantedTask) return;
    wantedTask = task;
    const own = lab().own?.data;
    if (task === null && own != null) return takeRows(own);
    // A person's own table comes by itself, when they open one.
    if (task === null)
      return change((state) => ({ ...state, rows: [], classes: [], data: null, current: null, ghost: null }));
    const id = isTaskId(task) ? task : taskIds[0];
    const rows = await loadTask(id);
    if (wantedTask === task) takeRows(rows);
  }

  /** The rows at hand, once more: at once where the lab is in sight, else when it is opened. */
  function encodeAgain(): void {
    const { rows, classes, settings } = lab();
    const layer = Math.min(settings.layer, useApp.getState().engine.model?.layers ?? settings.layer);
    change((state) => ({ ...state, settings: { ...state.settings, layer } }));
    if (useApp.getState().view.lab && rows.length > 0) takeRows({ rows, classes });
    else wantedTask = undefined;
  }

  useApp.subscribe((state, before) => {
    const { own } = state.lab;
    if (own !== before.lab.own && own?.data != null) {
      wantedTask = null;
      useApp.getState().changeView({ task: null });
      takeRows(own.data);
    }
    // The lab's data is encoded when the lab is first looked at, not before.
    if (state.view.lab && state.engine.model !== null && (state.view.task !== wantedTask || !before.view.lab))
      void showTask(state.view.task);
    if (state.engine.model === null && before.engine.model !== null) wantedTask = undefined;
    if (state.lab.settings !== before.lab.settings) {
      // When they have come to rest: browsers count how often an address changes.
      clearTimeout(linking);
      linking = setTimeout(
        () => useApp.getState().changeView({ labSettings: writeLabSettings(lab().settings) }),
        linkPause,
      );
    }
    // Vectors of the model before are of no use with another one.
    if (state.models.changes !== before.models.changes) {
      if (!showing) encodeAgain();
      showing = false;
    }
    if (state.lab.finished && !before.lab.finished && state.lab.current === before.lab.current)
      client().post({ kind: "lab-layers" });
  });

  return {
    play: () => {
      if (!useApp.getState().view.lab) useApp.getState().changeView({ lab: true });
      else if (lab().current === null || lab().finished || lab().failure !== null) start(true);
      else {
        change((state) => ({ ...state, playing: true }));
        client().post({ kind: "lab-play" });
      }
    },
    pause: () => {
      change((state) => ({ ...state, playing: false }));
      client().post({ kind: "lab-pause" });
    },
    step: () => client().post({ kind: "lab-step" }),
    reset: () => start(lab().playing),
    changeLive: (live) => {
      change((state) => ({ ...state, settings: { ...state.settings, ...live } }));
      const { lambda, zeta, learningRate } = lab().settings;
      // A run that is over can't answer to the slider: the next one does.
      if (lab().finished) start(true);
      else client().post({ kind: "lab-live", live: { lambda, zeta, learningRate } });
    },
    changeSettings: (settings) => {
      change((state) => ({ ...state, settings: { ...state.settings, ...settings } }));
      if (lab().data !== null) start(lab().playing || lab().finished);
    },
    openTable: (input) => {
      lastTable += 1;
      readTable({ table: lastTable, name: typeof input === "string" ? "" : input.name, input }, null);
    },
    stopReading: () => {
      client().post({ kind: "lab-table-stop" });
      change((state) => ({ ...state, reading: null }));
    },
    chooseFromTable: (choice) => {
      const { own, reading } = lab();
      if (own === null) return;
      // A choice that is still on its way is gone on from.
      const latest = reading?.table === own.table ? (reading.choice ?? own.choice) : own.choice;
      readTable(own, { ...latest, ...choice });
    },
    sweep: (mode) => {
      const { settings, sweeps, data } = lab();
      if (data === null) return;
      lastSweep += 1;
      const sweep = sweeps[mode];
      const jobs = sweepJobs(mode, settings.trainingRows, data.training);
      const key = sweepKey(lastData, settings, mode);
      // Results of the same settings stay: a sweep that was stopped goes on.
      const kept = sweep?.key === key ? sweep.results : [];
      const open = jobs.filter(
        (job) =>
          !kept.some(
            (done) => done.lambda === job.lambda && done.seed === job.seed && done.trainingRows === job.trainingRows,
          ),
      );
      const started: LabSweep = { sweep: lastSweep, key, results: kept, total: jobs.length, running: true };
      change((state) => ({ ...state, playing: false, sweeps: { ...state.sweeps, [mode]: started } }));
      client().post({ kind: "lab-sweep", sweep: lastSweep, data: lastData, settings, jobs: open });
    },
    save: () => client().post({ kind: "lab-save" }),
    load: (saved) => start(false, saved),
    trainLayers: (layersTrained) => {
      const { batchSize, epochs, learningRate } = layersTrained === 0 ? defaultLabSettings : encoderDefaults;
      change((state) => ({
        ...state,
        settings: { ...state.settings, layersTrained, batchSize, epochs, learningRate },
      }));
      if (lab().data !== null) start(layersTrained === 0);
    },
    measureLayers: () => client().post({ kind: "lab-layers" }),
    stopMeasuring: () => {
      client().post({ kind: "lab-layers-stop" });
      change((state) => ({ ...state, measuringLayers: null }));
    },
    showTrained: () => {
      const { data, settings } = lab();
      if (data === null) return;
      showing = true;
      // Its place on the device goes to the new model; the next run begins anew.
      change((state) => ({ ...state, playing: false, finished: true }));
      const name = messages.labLayers.trainedName(
        data.model,
        String(Number(settings.lambda.toFixed(2))).replace("-", "\u2212"),
      );
      client().post({ kind: "lab-show", load: nextLoad(), name });
      useApp.getState().changeView({ lab: false });
    },
    stopSweep: () => client().post({ kind: "lab-sweep-stop" }),
  };
}

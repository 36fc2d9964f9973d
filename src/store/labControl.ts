/** What the lab's controls do: they change the store and tell the engine. */
import type { EngineClient } from "../engine/client.ts";
import type { LabRunSettings, SweepJob } from "../engine/labProtocol.ts";
import type { LabelledRows } from "../corpora/labelledRows.ts";
import { isTaskId, loadTask, taskIds } from "../corpora/tasks/taskList.ts";
import type { LiveSettings } from "../lab/objective.ts";
import { useApp } from "./appStore.ts";
import { beginLabRun, sweepKey } from "./lab.ts";

export interface Lab {
  readonly play: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly reset: () => void;
  /** Takes effect on the next step, without a restart. */
  readonly changeLive: (change: Partial<LiveSettings>) => void;
  /** Takes effect on the next run, which it starts. */
  readonly changeSettings: (change: Partial<LabRunSettings>) => void;
  readonly sweep: (jobs: readonly SweepJob[]) => void;
  readonly stopSweep: () => void;
}

/** The λ values and seeds of the paper's comparison. */
export const sweepLambdas = [-5, -3, -1, 0, 1, 3, 5] as const;
export const sweepSeeds = [1, 2, 3, 4, 5] as const;

/** @param client called for each message, since a restart replaces the client. */
export function createLab(client: () => EngineClient): Lab {
  let lastRun = 0;
  let lastSweep = 0;
  let lastData = 0;
  let wantedTask: string | null | undefined;

  const lab = () => useApp.getState().lab;
  const change = useApp.getState().changeLab;

  function start(playing: boolean): void {
    lastRun += 1;
    change((state) => beginLabRun(state, lastRun, playing));
    client().post({ kind: "lab-start", run: lastRun, data: lastData, settings: lab().settings, playing });
  }

  function takeRows(data: LabelledRows): void {
    lastData += 1;
    change((state) => ({ ...state, rows: data.rows, classes: data.classes, data: null, current: null, ghost: null, failure: null, playing: false }));
    client().post({ kind: "lab-data", data: lastData, rows: data.rows, classes: data.classes });
    start(true);
  }

  async function showTask(task: string | null): Promise<void> {
    if (task === wantedTask) return;
    wantedTask = task;
    const id = task !== null && isTaskId(task) ? task : taskIds[0];
    const rows = await loadTask(id);
    if (wantedTask === task) takeRows(rows);
  }

  useApp.subscribe((state, before) => {
    // The lab's data is encoded when the lab is first looked at, not before.
    if (state.view.lab && state.engine.model !== null && (state.view.task !== wantedTask || !before.view.lab)) void showTask(state.view.task);
    if (state.engine.model === null && before.engine.model !== null) wantedTask = undefined;
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
      client().post({ kind: "lab-live", live: { lambda, zeta, learningRate } });
    },
    changeSettings: (settings) => {
      change((state) => ({ ...state, settings: { ...state.settings, ...settings } }));
      if (lab().data !== null) start(lab().playing || lab().finished);
    },
    sweep: (jobs) => {
      lastSweep += 1;
      const { settings, sweep } = lab();
      const key = sweepKey(useApp.getState().view.task ?? "own", settings);
      // Results of the same settings stay: a sweep that was stopped goes on.
      const kept = sweep?.key === key ? sweep.results : [];
      const open = jobs.filter((job) => !kept.some((done) => done.lambda === job.lambda && done.seed === job.seed && done.trainingRows === job.trainingRows));
      change((state) => ({ ...state, playing: false, sweep: { sweep: lastSweep, key, results: kept, total: kept.length + open.length, running: true } }));
      client().post({ kind: "lab-sweep", sweep: lastSweep, data: lastData, settings, jobs: open });
    },
    stopSweep: () => client().post({ kind: "lab-sweep-stop" }),
  };
}

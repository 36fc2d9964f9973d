/** What the controls of the lab do. */
import type { LabelledRows } from "../../corpora/labelledRows.ts";
import type { TableChoice } from "../../corpora/readers/chosenRows.ts";
import type { LabRunSettings } from "../../engine/protocol/lab.ts";
import type { LiveSettings } from "../../lab/objective.ts";
import { encoderDefaults } from "../../lab/settings.ts";
import type { AppState } from "../appState.ts";
import { beginLabRun, defaultLabSettings, takeRows, type LabState, type OpenedTable, type SweepMode } from "../lab.ts";
import { showTask } from "../labData.ts";
import { writeLabSettings } from "../labSettingsCodec.ts";
import { beginSweep, showStoredSweep } from "../labSweeps.ts";
import type { StoredSweep } from "../sweepFile.ts";
import type { Change } from "./transition.ts";

function withSettings(lab: LabState, change: Partial<LabRunSettings>): LabState {
  return { ...lab, settings: { ...lab.settings, ...change } };
}

function readTable(lab: LabState, { table, name, input }: OpenedTable, choice: TableChoice | null): LabState {
  const ask = lab.last.ask + 1;
  return { ...lab, last: { ...lab.last, ask, table }, reading: { table, name, input, choice, ask } };
}

export const labTransitions = {
  /** Starts a run, or goes on with the one at hand; where the lab is not open it is opened, and trains once it has rows. */
  play: ({ view, lab }: AppState): Change => {
    const isOver = lab.finished || lab.failure !== null;
    const begun = lab.current !== null && isOver ? beginLabRun(lab, true) : { ...lab, playing: true };
    return { lab: begun, ...(view.mode !== "lab" && { view: { ...view, mode: "lab" } }) };
  },

  pause: ({ lab }: AppState): Change => ({ lab: { ...lab, playing: false } }),

  step: (): Change => ({ commands: [{ kind: "lab-step" }] }),

  /** A new run of the same settings. */
  reset: ({ lab }: AppState): Change => ({ lab: beginLabRun(lab, lab.playing) }),

  /** Takes effect on the next step, without a restart; a run that can't go on gives way to the next one. */
  changeLive: ({ lab }: AppState, live: Partial<LiveSettings>): Change => {
    const changed = withSettings(lab, live);
    return { lab: lab.finished ? beginLabRun(changed, true) : changed };
  },

  /** Of the runs of a sweep; a live run trains until it is paused. */
  changeEpochs: ({ lab }: AppState, epochs: number): Change => ({ lab: withSettings(lab, { epochs }) }),

  /** Takes effect on the next run, which it starts. */
  changeSettings: ({ lab }: AppState, settings: Partial<Omit<LabRunSettings, "epochs">>): Change => {
    const changed = withSettings(lab, settings);
    return { lab: lab.data === null ? changed : beginLabRun(changed, lab.playing || lab.finished) };
  },

  /** Trains the top k encoder layers too; what it takes is told first, so the run waits. */
  trainLayers: ({ lab }: AppState, layersTrained: number): Change => {
    const { batchSize, epochs, learningRate } = layersTrained === 0 ? defaultLabSettings : encoderDefaults;
    const changed = withSettings(lab, { layersTrained, batchSize, epochs, learningRate });
    return { lab: lab.data === null ? changed : beginLabRun(changed, layersTrained === 0 && lab.playing) };
  },

  /** The rows of a task, once they are there. */
  takeTask: ({ lab }: AppState, rows: LabelledRows): Change => ({ lab: takeRows(lab, rows) }),

  /** The task that the view names. */
  showTask: (state: AppState): Change => ({ lab: showTask(state) }),

  /** Puts the settings into the link. */
  linkSettings: ({ view, lab }: AppState): Change => ({
    view: { ...view, labSettings: writeLabSettings(lab.settings) },
  }),

  /** Reads a person's own table: a file, or pasted text. */
  openTable: ({ lab }: AppState, input: File | string): Change => {
    const table = lab.last.table + 1;
    return { lab: readTable(lab, { table, name: typeof input === "string" ? "" : input.name, input }, null) };
  },

  stopReading: ({ lab }: AppState): Change => ({
    lab: { ...lab, reading: null },
    commands: [{ kind: "lab-table-stop" }],
  }),

  /** Takes other columns or rows of the table at hand. */
  chooseFromTable: ({ lab }: AppState, choice: Partial<TableChoice>): Change => {
    const { own, reading } = lab;
    if (own === null) return {};
    // A choice that is still on its way is gone on from.
    const latest = reading?.table === own.table ? (reading.choice ?? own.choice) : own.choice;
    return { lab: readTable(lab, own, { ...latest, ...choice }) };
  },

  /** Runs what is still missing of a sweep. */
  sweep: ({ lab }: AppState, mode: SweepMode): Change => ({ lab: beginSweep(lab, mode) }),

  /** Shows a sweep that was saved as a file. */
  showStoredSweep: ({ lab }: AppState, mode: SweepMode, name: string, stored: StoredSweep): Change => ({
    lab: showStoredSweep(lab, mode, name, stored),
  }),

  stopSweep: (): Change => ({ commands: [{ kind: "lab-sweep-stop" }] }),

  /** Pauses, and saves what has been trained as a file. */
  save: (): Change => ({ commands: [{ kind: "lab-save" }] }),

  /** Starts a run, paused, from a saved file. */
  load: ({ lab }: AppState, saved: Uint8Array): Change => ({ lab: beginLabRun(lab, false, saved) }),

  /** Pauses, and measures every layer before and after the run. */
  measureLayers: (): Change => ({ commands: [{ kind: "lab-layers" }] }),

  stopMeasuring: ({ lab }: AppState): Change => ({
    lab: { ...lab, measuringLayers: null },
    commands: [{ kind: "lab-layers-stop" }],
  }),

  /** Pauses, and makes the encoder with its trained layers, under this name, the explorer's model. */
  showTrained: ({ lab, models, view }: AppState, name: string): Change => {
    if (lab.data === null) return {};
    const load = models.lastLoad + 1;
    return {
      // Its place on the device goes to the new model; the next run begins anew.
      lab: { ...lab, showing: true, playing: false, finished: true },
      models: { ...models, lastLoad: load },
      view: { ...view, mode: "explorer" },
      commands: [{ kind: "lab-show", load, name }],
    };
  },
};

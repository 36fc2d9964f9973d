/** Loads built-in samples and tasks when the state names them; the last one named wins. */
import { cloudSampleOf, loadCloudSample, type CloudSample } from "../../corpora/cloudSamples.ts";
import { isSampleId, loadSample, type SampleId } from "../../corpora/sampleList.ts";
import { loadTask } from "../../corpora/tasks/loadTask.ts";
import { isTaskId, taskIds } from "../../corpora/tasks/taskList.ts";
import { actions } from "../actions/actions.ts";
import { useApp } from "../appState.ts";
import { defaultView } from "../viewState.ts";

/** @returns what disconnects it. */
export function connectSamples(): () => void {
  return useApp.subscribe((after, before) => {
    if (after.view.sample !== before.view.sample && after.view.sample !== null) void showSample(after.view.sample);
    if (after.lab.task !== before.lab.task && after.lab.task != null) void takeTask(after.lab.task);
  });
}

/** Puts a sample in place of the text; one that there is not gives way to the first. */
export async function showSample(id: string): Promise<void> {
  const cloud = cloudSampleOf(id);
  if (cloud === undefined && !isSampleId(id)) return actions.changeView({ sample: defaultView.sample });
  const isWanted = () => useApp.getState().view.sample === id;
  try {
    await (cloud === undefined ? showText(id as SampleId, isWanted) : showCloud(cloud, isWanted));
  } catch (error) {
    if (isWanted()) actions.failSample(error instanceof Error ? error.message : String(error));
  }
}

async function showText(id: SampleId, isWanted: () => boolean): Promise<void> {
  const { lines } = await loadSample(id);
  if (!isWanted()) return;
  const labelled = lines.flatMap(({ text, label }) => (label === undefined ? [] : [[text, label] as const]));
  actions.setSampleText(lines.map(({ text }) => text).join("\n"), new Map(labelled));
}

async function showCloud(sample: CloudSample, isWanted: () => boolean): Promise<void> {
  const file = await loadCloudSample(sample);
  if (isWanted()) actions.vectors.open([file]);
}

async function takeTask(task: string): Promise<void> {
  const rows = await loadTask(isTaskId(task) ? task : taskIds[0]);
  if (useApp.getState().lab.task === task) actions.lab.takeTask(rows);
}

/** Runs, ζ, the held run, and loads of models. */
import type { EngineRequest } from "../../engine/protocol/protocol.ts";
import { isListOfLines } from "../../corpora/sampleList.ts";
import type { AppState } from "../appState.ts";

export function explorerRequests(before: AppState, after: AppState): EngineRequest[] {
  return [...loads(before, after), ...runs(before, after), ...shrinkage(before, after), ...holding(before, after)];
}

function loads({ models: before }: AppState, { models: after }: AppState): EngineRequest[] {
  const { loading } = after;
  if (loading === null || loading.load === before.loading?.load) return [];
  return [{ kind: "load-model", load: loading.load, source: loading.source }];
}

function runs({ engine: before }: AppState, { engine: after, vectors }: AppState): EngineRequest[] {
  const { incoming, lastRun } = after;
  if (lastRun === before.lastRun || incoming === null) return [];
  const { sample, settings } = incoming.origin;
  return [
    vectors === null
      ? {
          kind: "analyse",
          run: lastRun,
          lines: incoming.lines,
          ...(sample !== null && isListOfLines(sample) && { areIndependent: true }),
          settings,
        }
      : { kind: "analyse-vectors", run: lastRun, vectors, settings },
  ];
}

function shrinkage({ engine: before }: AppState, { engine: after }: AppState): EngineRequest[] {
  if (after.shrinkage === null || after.shrinkage === before.shrinkage) return [];
  return [{ kind: "shrink", ...after.shrinkage }];
}

function holding({ comparison: before }: AppState, { comparison: after }: AppState): EngineRequest[] {
  const held = after.held?.results.run;
  if (held === before.held?.results.run) return [];
  return [held === undefined ? { kind: "release" } : { kind: "hold", run: held }];
}

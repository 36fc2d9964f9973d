import { expect, test } from "vitest";
import type { EncodedText, LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import {
  applyEvent,
  type EngineState,
  type ExplorerStateEvent,
  initialEngineState,
} from "../../../src/store/results.ts";
import { emptyResults, type RunOrigin } from "../../../src/store/runResults.ts";
import { analysisSettings, defaultView } from "../../../src/store/viewState.ts";

const cloud = { values: Float32Array.of(0, 1, 1, 0, 2, 2, 3, 1), n: 4, d: 2 };
const layer: LayerResult = { profile: runToEnd(measureLayer(cloud)), norms: new Float32Array(4) };
const points = { n: 4, line: new Uint32Array(4), position: new Uint32Array(4), tokenTexts: [] };
const text: EncodedText = { sentences: 1, tokens: 4, truncated: [], layerNumbers: [0, 1], points };

const origin: RunOrigin = { sample: null, settings: analysisSettings(defaultView) };

function asked(run: number, state: EngineState = initialEngineState): EngineState {
  return {
    ...state,
    incoming: emptyResults(run, { lines: ["a"], lineNumbers: [1] }, [undefined], origin),
    finished: false,
  };
}

function after(state: EngineState, ...events: ExplorerStateEvent[]): EngineState {
  return events.reduce(applyEvent, state);
}

test("results on screen stay until the first layer of the next run is there", () => {
  const first = after(asked(1), { kind: "encoded", run: 1, text }, { kind: "layer", run: 1, layer: 0, result: layer });
  expect(first.results?.run).toBe(1);
  const second = after(asked(2, first), { kind: "encoded", run: 2, text });
  expect(second.results?.run).toBe(1);
  expect(after(second, { kind: "layer", run: 2, layer: 0, result: layer }).results?.run).toBe(2);
});

test("an event of a run that was superseded changes nothing", () => {
  const state = asked(2, after(asked(1), { kind: "layer", run: 1, layer: 0, result: layer }));
  const late: ExplorerStateEvent[] = [
    { kind: "finished", run: 1 },
    { kind: "progress", run: 1, stage: "measure", done: 1, total: 2 },
    { kind: "failed", run: 1, failure: { code: "no-text" } },
    { kind: "cancelled", run: 1 },
  ];
  for (const event of late) expect(applyEvent(state, event)).toBe(state);
});

test("layers may arrive in any order and leave holes", () => {
  const state = after(
    asked(1),
    { kind: "layer", run: 1, layer: 2, result: layer },
    { kind: "layer", run: 1, layer: 0, result: layer },
  );
  expect(state.results?.layers[0]).toBe(layer);
  expect(state.results?.layers[1]).toBeUndefined();
  expect(state.results?.layers).toHaveLength(3);
});

test("a failure keeps what is on screen and says why", () => {
  const shown = after(asked(1), { kind: "layer", run: 1, layer: 0, result: layer });
  const failed = after(asked(2, shown), { kind: "failed", run: 2, failure: { code: "no-text" } });
  expect(failed.results?.run).toBe(1);
  expect(failed.failure).toEqual({ code: "no-text" });
  expect(failed.progress).toBeNull();
});

test("progress of a stage goes when the stage has answered", () => {
  const shown = after(
    asked(1),
    { kind: "layer", run: 1, layer: 0, result: layer },
    { kind: "progress", run: 1, stage: "sample-size", done: 1, total: 2 },
  );
  expect(
    after(shown, { kind: "answer", id: "sample-size", run: 1, ask: { layer: 0 }, answer: [] }).progress,
  ).toBeNull();
});

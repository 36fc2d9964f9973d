/** The effect that keeps the engine in step with the state: a stand-in client, and a clock that the test moves. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EngineEvent, EngineRequest } from "../../../src/engine/protocol/protocol.ts";
import { actions } from "../../../src/store/actions/actions.ts";
import { initialState, useApp } from "../../../src/store/appState.ts";
import { connectEngine } from "../../../src/store/effects/engine.ts";
import { shown, started } from "./states.ts";

const builtIn = { from: "url", url: "models/" } as const;
let engines: {
  readonly posted: EngineRequest[];
  readonly disposed: () => boolean;
  readonly emit: (event: EngineEvent) => void;
}[];
let disconnect: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  engines = [];
  useApp.setState({ ...initialState, view: { ...initialState.view, sample: null } }, true);
  disconnect = connectEngine(
    (emit) => {
      const posted: EngineRequest[] = [];
      let disposed = false;
      engines.push({ posted, disposed: () => disposed, emit });
      return { post: (request) => posted.push(request), dispose: () => (disposed = true) };
    },
    builtIn,
    () => ({ id: "sample-size", ask: { layer: 0 } }),
  );
});

afterEach(() => {
  disconnect();
  vi.useRealTimers();
});

const kinds = (engine = engines.at(-1)!) => engine.posted.map(({ kind }) => kind);

test("the engine starts with the page's model, on the backend that was asked for", () => {
  expect(engines[0].posted).toEqual([{ kind: "start", source: builtIn }]);
  actions.restart("wasm");
  expect(engines[0].disposed()).toBe(true);
  expect(engines[1].posted).toEqual([{ kind: "start", source: builtIn, backend: "wasm" }]);
});

test("a text is measured 450 ms after the last letter, once", () => {
  actions.setText("on");
  vi.advanceTimersByTime(400);
  actions.setText("one");
  vi.advanceTimersByTime(449);
  expect(kinds()).toEqual(["start"]);
  vi.advanceTimersByTime(1);
  expect(engines[0].posted.slice(1)).toMatchObject([{ kind: "analyse", run: 1, lines: ["one"] }]);
  vi.advanceTimersByTime(5000);
  expect(kinds()).toHaveLength(2);
});

test("a run that is begun otherwise takes the typed text with it", () => {
  actions.setText("one");
  actions.beginRun();
  vi.advanceTimersByTime(5000);
  expect(kinds()).toEqual(["start", "analyse"]);
});

test("ζ is asked for when the slider rests for 40 ms", () => {
  useApp.setState(shown, true);
  for (const zeta of [0.1, 0.2, 0.3]) {
    actions.changeView({ zeta });
    vi.advanceTimersByTime(39);
  }
  expect(kinds()).not.toContain("shrink");
  vi.advanceTimersByTime(1);
  expect(engines[0].posted.at(-1)).toEqual({ kind: "shrink", run: 1, zeta: 0.3, reference: "built-in" });
});

test("events change the state, and what follows from them is asked for", () => {
  useApp.setState(started, true);
  actions.beginRun();
  engines[0].emit({ kind: "layer", run: 1, layer: 0, result: {} as never });
  engines[0].emit({ kind: "finished", run: 1 });
  expect(engines[0].posted.at(-1)).toMatchObject({ kind: "question", id: "sample-size", run: 1 });
});

test("the settings of the lab reach the link half a second after they were changed", () => {
  actions.lab.changeLive({ lambda: -1 });
  vi.advanceTimersByTime(499);
  expect(useApp.getState().view.labSettings).toBe("");
  vi.advanceTimersByTime(1);
  expect(useApp.getState().view.labSettings).toBe("lambda:-1");
});

test("nothing is sent once it has been disconnected", () => {
  actions.setText("one");
  disconnect();
  vi.advanceTimersByTime(5000);
  actions.beginRun();
  expect(kinds()).toEqual(["start"]);
});

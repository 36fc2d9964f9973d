import { expect, test } from "vitest";
import type { EngineEvent } from "../../../src/engine/protocol/protocol.ts";
import { explorerTransitions } from "../../../src/store/actions/explorer.ts";
import { vectorTransitions } from "../../../src/store/actions/vectors.ts";
import type { AppState } from "../../../src/store/appState.ts";
import { followUps } from "../../../src/store/requests/followUps.ts";
import { beginRun } from "../../../src/store/runs.ts";
import { shown } from "./states.ts";

const opened = (state: AppState, name: string): AppState => {
  const withFile = { ...state, ...vectorTransitions.open(state, [new File(["1"], name)]) };
  return { ...withFile, ...beginRun(withFile) };
};
const after = (state: AppState, event: EngineEvent): AppState => ({
  ...state,
  ...explorerTransitions.receive(state, event),
});
const refusal = (state: AppState): EngineEvent => ({
  kind: "failed",
  run: state.engine.lastRun,
  failure: { code: "vectors", problem: { code: "text-empty" }, droppableRows: 2 },
});

test("a file that can't be read gives its place back to what is on screen, and no run is begun for that", () => {
  const bad = opened(shown, "bad.npy");
  const refused = after(bad, refusal(bad));
  expect(refused.vectors).toBeNull();
  expect(refused.refusedVectors).toBe(bad.vectors);
  expect(refused.engine.failure).not.toBeNull();
  expect(followUps(bad, refused)).toEqual([]);
});

test("the rows that are to blame are left out of the file that was refused, not of the one that is shown", () => {
  const bad = opened(shown, "bad.npy");
  const refused = after(bad, refusal(bad));
  const dropped = { ...refused, ...vectorTransitions.dropRows(refused) };
  expect(dropped.vectors).toMatchObject({ files: bad.vectors!.files, options: { dropNotFinite: true } });
  expect(followUps(refused, dropped)).toEqual([{ action: "beginRun", when: "at-once" }]);
});

test("where nothing is on screen yet, the file that can't be read stays named", () => {
  const nothing = { ...shown, engine: { ...shown.engine, results: null } };
  const bad = opened(nothing, "bad.npy");
  const refused = after(bad, refusal(bad));
  expect(refused.vectors).toBe(bad.vectors);
  expect(refused.refusedVectors).toBeNull();
});

test("the start of the model leaves no progress behind, though a file was shown before it was over", () => {
  const { model, backend } = shown.engine;
  const starting = after(shown, { kind: "progress", stage: "start", done: 2, total: 3 });
  expect(starting.engine.progress).not.toBeNull();
  expect(after(starting, { kind: "ready", model: model!, backend: backend! }).engine.progress).toBeNull();
  // Work that goes on is still shown.
  const measuring = after(shown, { kind: "progress", run: 1, stage: "measure", done: 1, total: 7 });
  expect(after(measuring, { kind: "ready", model: model!, backend: backend! }).engine.progress).not.toBeNull();
});

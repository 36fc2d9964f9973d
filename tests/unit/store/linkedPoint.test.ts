import { expect, test } from "vitest";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { explorerTransitions } from "../../../src/store/actions/explorer.ts";
import type { AppState } from "../../../src/store/appState.ts";
import { decodeView, encodeView } from "../../../src/store/urlCodec.ts";
import { running } from "./states.ts";

/** The state when the first layer of a run of two points has come, on a page that a link has opened. */
function opened(point: number): AppState {
  const { view } = decodeView(encodeView({ ...running.view, point }));
  const points = { n: 2, line: new Uint32Array(2), position: new Uint32Array(2), tokenTexts: [] };
  const run = running.engine.lastRun;
  const text = { sentences: 2, tokens: 2, truncated: [], layerNumbers: [0], points };
  const encoded = explorerTransitions.receive({ ...running, view }, { kind: "encoded", run, text });
  const layer = { kind: "layer", run, layer: 0, result: {} as LayerResult } as const;
  const state = { ...running, view, ...encoded };
  return { ...state, ...explorerTransitions.receive(state, layer) };
}

test("the point of a link is chosen when its cloud is there, once", () => {
  expect(opened(1)).toMatchObject({ chosenPoint: 1, view: { point: null } });
});

test("a point that the cloud does not have is not chosen", () => {
  expect(opened(2)).toMatchObject({ chosenPoint: null, view: { point: null } });
});

test("a link without a point chooses none", () => {
  expect(decodeView(encodeView(running.view)).view.point).toBeNull();
});

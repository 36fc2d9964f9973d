/** Layers by index within a run, and by the number that people, links and files name. */
import { actions } from "../../../src/store/actions/actions.ts";
import { afterEach, describe, expect, test } from "vitest";
import type { EncodedText, LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { chosenLayer, lastLayer, layerNumbers, shownLayer } from "../../../src/store/selectors.ts";
import { useApp } from "../../../src/store/appState.ts";
import { indexOfLayer, layerNumber, layerNumbersOf } from "../../../src/store/layerNumbers.ts";
import { applyEvent, initialEngineState } from "../../../src/store/results.ts";
import { emptyResults, type RunResults } from "../../../src/store/runResults.ts";
import { analysisSettings, defaultView } from "../../../src/store/viewState.ts";

const model = { name: "mini", layers: 6, d: 4, maximumTokens: 9 };
const points = { n: 2, line: new Uint32Array(2), position: new Uint32Array(2), tokenTexts: [] };
const empty = (run: number) =>
  emptyResults(run, { lines: [], lineNumbers: [] }, [], { sample: null, settings: analysisSettings(defaultView) });

function textOf(numbers: readonly number[]): EncodedText {
  return { sentences: 1, tokens: 2, truncated: [], layerNumbers: numbers, points };
}

function runOf(run: number, numbers: readonly number[]): RunResults {
  return { ...empty(run), model, text: textOf(numbers), points };
}

function show(results: RunResults | null): void {
  useApp.setState({ engine: { ...initialEngineState, model, results } });
}

afterEach(() => useApp.setState(useApp.getInitialState()));

test("a text's layers have the numbers that the engine says, vectors and nothing have indices", () => {
  const run = runOf(1, [0, 2, 4, 6]);
  expect(layerNumbersOf(run)).toEqual([0, 2, 4, 6]);
  expect([0, 1, 3].map((index) => layerNumber(run, index))).toEqual([0, 2, 6]);
  expect(layerNumbersOf(null)).toEqual([]);
  expect(layerNumbersOf({ text: null, vectors: null, layers: [undefined, undefined] })).toEqual([0, 1]);
});

test("a number leads to its index, or to the nearest layer there is, of two the deeper", () => {
  const numbers = [2, 5, 8, 11];
  expect([null, 2, 5, 11].map((wanted) => indexOfLayer(numbers, wanted))).toEqual([3, 0, 1, 3]);
  expect([0, 4, 6, 7, 200].map((wanted) => indexOfLayer(numbers, wanted))).toEqual([0, 1, 1, 2, 3]);
  expect(indexOfLayer([0, 2, 4, 6], 3)).toBe(2);
  expect([indexOfLayer([], null), indexOfLayer([], 5)]).toEqual([0, 0]);
});

describe("the shared cursor", () => {
  test("is kept as a number, so that a link says what the person sees; the last layer stays the last", () => {
    show(runOf(1, [0, 2, 4, 6]));
    expect(chosenLayer(useApp.getState())).toBe(3);
    actions.chooseLayer(1);
    expect(useApp.getState().view.layer).toBe(2);
    expect(chosenLayer(useApp.getState())).toBe(1);
    actions.chooseLayer(3);
    expect(useApp.getState().view.layer).toBeNull();
  });

  test("stays on its layer, or goes to the nearest, when other layers are shown, and comes back", () => {
    actions.changeView({ layer: 3 });
    const indices = [
      [0, 1, 2, 3, 4, 5, 6],
      [0, 3, 6],
      [0, 2, 4, 6],
      [0, 6],
    ].map((numbers) => {
      show(runOf(1, numbers));
      return numbers[chosenLayer(useApp.getState())];
    });
    expect(indices).toEqual([3, 3, 4, 6]);
    expect(useApp.getState().view.layer).toBe(3);
  });

  test("is where the model's layers will be while nothing is on screen, and at 0 before there is a model", () => {
    show(null);
    actions.changeView({ layers: "every-third", layer: 3 });
    const state = useApp.getState();
    expect([layerNumbers(state), lastLayer(state), chosenLayer(state)]).toEqual([[0, 3, 6], 2, 1]);
    useApp.setState({ engine: initialEngineState });
    expect([layerNumbers(useApp.getState()), lastLayer(useApp.getState()), chosenLayer(useApp.getState())]).toEqual([
      [],
      0,
      0,
    ]);
  });

  test("forgets the layer pointed at when other layers come, and keeps it when the same do", () => {
    const arrive = (run: number, numbers: readonly number[]) => {
      useApp.setState(({ engine }) => ({
        engine: applyEvent({ ...engine, incoming: empty(run) }, { kind: "encoded", run, text: textOf(numbers) }),
      }));
      actions.receive({ kind: "layer", run, layer: 0, result: {} as LayerResult });
    };
    show(runOf(1, [0, 2, 4, 6]));
    actions.hoverLayer(1);
    arrive(2, [0, 2, 4, 6]);
    expect(shownLayer(useApp.getState())).toBe(1);
    arrive(3, [0, 3, 6]);
    expect(useApp.getState().hoveredLayer).toBeNull();
    expect(shownLayer(useApp.getState())).toBe(2);
  });
});

test("the settings asked of the engine carry the rule", () => {
  expect(analysisSettings({ ...defaultView, layers: "ends" }).layers).toBe("ends");
  expect(analysisSettings(defaultView).layers).toBe("all");
});

/** What follows from the state. Pure. */
import { layersChosen } from "../engine/layerChoice.ts";
import type { AppState } from "./appState.ts";
import { indexOfLayer, layerNumbersOf } from "./layerNumbers.ts";

/** The numbers of the layers on screen, or of those that the model will show where nothing is on screen yet; empty before both. */
export function layerNumbers({ engine, view }: AppState): readonly number[] {
  if (engine.results !== null) return layerNumbersOf(engine.results);
  return engine.model === null ? [] : layersChosen(view.layers, engine.model.layers);
}

/** Index of the last layer on screen, or of the model's where nothing is on screen yet; 0 before both. */
export function lastLayer(state: AppState): number {
  return Math.max(0, layerNumbers(state).length - 1);
}

/** Index of the layer chosen, among those on screen; where it is not among them, of the nearest. */
export function chosenLayer(state: AppState): number {
  return indexOfLayer(layerNumbers(state), state.view.layer);
}

/** Index of the layer that views show: the one pointed at, else the one chosen. */
export function shownLayer(state: AppState): number {
  return state.hoveredLayer ?? chosenLayer(state);
}

/** True while what is on screen is of a run before the one that was asked for last: that one is on its way, or came to nothing. */
export function resultsAreOld({ engine }: AppState): boolean {
  return engine.results !== null && engine.results.run !== engine.lastRun;
}

/** How many of its layers a run that was stopped has measured, and how many it has; null where none of them is on screen. */
export function stoppedAt({ engine }: AppState): { readonly measured: number; readonly layers: number } | null {
  const { results, cancelled, lastRun } = engine;
  if (!cancelled || results?.run !== lastRun) return null;
  return {
    measured: results.layers.filter((layer) => layer !== undefined).length,
    layers: layerNumbersOf(results).length,
  };
}

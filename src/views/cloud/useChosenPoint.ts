import { actions } from "../../store/actions/actions.ts";
import { useMemo } from "react";
import { neighboursPanel } from "../neighbours/neighboursPanel.tsx";
import { useApp } from "../../store/appState.ts";
import type { RunResults } from "../../store/runResults.ts";

/** The point whose neighbours are shown, those of them that are drawn, and how another one is chosen. */
export interface ChosenPoint {
  readonly point: number | null;
  readonly neighbours: readonly number[];
  readonly choose: (point: number) => void;
}

const nothing: readonly number[] = [];

/** Choosing a point in the cloud brings its neighbours into the panel of details. */
export function useChosenPoint({ answers: { neighbours } }: RunResults, layer: number): ChosenPoint {
  const point = useApp((state) => (state.view.panel === neighboursPanel.id ? state.chosenPoint : null));
  const drawn = useMemo(() => {
    if (point === null || neighbours?.ask.point !== point || neighbours.ask.layer !== layer) return nothing;
    return neighbours.answer.flatMap((neighbour) => (neighbour.point === undefined ? [] : [neighbour.point]));
  }, [point, neighbours, layer]);
  const choose = (chosen: number) => {
    actions.choosePoint(chosen);
    actions.changeView({ panel: neighboursPanel.id });
  };
  return { point, neighbours: drawn, choose };
}

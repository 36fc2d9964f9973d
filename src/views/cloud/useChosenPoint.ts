import { useMemo } from "react";
import { useApp } from "../../store/appStore.ts";
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
  const point = useApp((state) => (state.view.panel === "neighbours" ? state.chosenPoint : null));
  const choosePoint = useApp((state) => state.choosePoint);
  const changeView = useApp((state) => state.changeView);
  const drawn = useMemo(() => {
    if (point === null || neighbours?.ask.point !== point || neighbours.ask.layer !== layer) return nothing;
    return neighbours.answer.flatMap((neighbour) => (neighbour.point === undefined ? [] : [neighbour.point]));
  }, [point, neighbours, layer]);
  const choose = (chosen: number) => {
    choosePoint(chosen);
    changeView({ panel: "neighbours" });
  };
  return { point, neighbours: drawn, choose };
}

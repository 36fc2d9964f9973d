/** What is drawn of the cloud on screen and of the held one, made again only when something of it changes. */
import { useMemo } from "react";
import type { PointStyle } from "../../charts/scatter/paint.ts";
import type { ChartColours } from "../../charts/useColours.ts";
import type { LayerResult } from "../../engine/protocol/explorer.ts";
import type { HeldRun } from "../../store/comparison.ts";
import type { RunResults } from "../../store/runResults.ts";
import type { ColourBy } from "../../store/viewFields.ts";
import { columnOf } from "./cloudPoints.ts";
import { colouringOf, type Colouring, type ColouringInput } from "./colouring.ts";
import { hiddenPoints, type HiddenClasses } from "./shownClasses.ts";
import { alignedColumn, linkClouds, type LinkedClouds } from "./linkedClouds.ts";

/** A layer's cloud on two of its principal components. */
export interface DrawnCloud {
  readonly results: RunResults;
  readonly result: LayerResult;
  /** Counted from 0, and within the components that there are. */
  readonly components: readonly [number, number];
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** The cloud on two components. @param wanted which components, counted from 0. */
export function useCloud(results: RunResults, result: LayerResult, wanted: readonly [number, number]): DrawnCloud {
  const columns = useMemo(() => columnsOf(result, wanted), [result, wanted]);
  return { results, result, ...columns };
}

/** The held cloud on the same components, turned towards the one on screen, and which points of the two belong together. */
export function useHeldCloud(
  held: HeldRun | null,
  result: LayerResult | undefined,
  now: DrawnCloud,
  wanted: readonly [number, number],
): { readonly links: LinkedClouds | null; readonly held: DrawnCloud | null } {
  const results = held?.results;
  // Results change with every interval that arrives; points and lines do not.
  const [points, lines, heldPoints, heldLines] = [
    now.results.points ?? undefined,
    now.results.lines,
    results?.points ?? undefined,
    results?.lines,
  ];
  // Of many vectors a part is drawn: two files pair by row only if they are equally long.
  const [rows, heldRows] = [now.results.vectors?.n, results?.vectors?.n];
  const links = useMemo(() => {
    if (points === undefined || heldPoints === undefined || heldLines === undefined) return null;
    return linkClouds({ points: heldPoints, lines: heldLines, rows: heldRows }, { points, lines, rows });
  }, [points, lines, rows, heldPoints, heldLines, heldRows]);
  const columns = useMemo(() => {
    if (result === undefined || links === null) return null;
    const own = columnsOf(result, wanted);
    return { ...own, x: alignedColumn(own.x, now.x, links.pairing), y: alignedColumn(own.y, now.y, links.pairing) };
  }, [result, links, wanted, now.x, now.y]);
  return {
    links,
    held: results === undefined || result === undefined || columns === null ? null : { results, result, ...columns },
  };
}

/** Colours that mean the same in both clouds, and the style of each. */
export function useColouring(
  by: ColourBy,
  now: DrawnCloud,
  held: DrawnCloud | null,
  colours: ChartColours,
  focusedClass: number | null,
  hiddenClasses: HiddenClasses,
): { readonly colouring: Colouring; readonly styles: readonly PointStyle[] } {
  const input = useColouringInput(now);
  const heldInput = useColouringInput(held);
  const colouring = useMemo(
    () => colouringOf(by, ...[input, heldInput].filter((one) => one !== null)),
    [by, input, heldInput],
  );
  const styles = useMemo(() => {
    const { colour, kind } = colouring;
    const first = input?.points.n ?? 0;
    const hidden = hiddenPoints(colouring, hiddenClasses);
    const [hiddenHere, hiddenBeside] = [hidden?.subarray(0, first), hidden?.subarray(first)];
    return [colour.subarray(0, first), colour.subarray(first)].map((own, cloud): PointStyle => ({
      colour: own,
      marker: kind === "classes" ? own : new Uint8Array(own.length),
      colours: kind === "classes" ? colours.classes : colours.sequential,
      dimmed: focusedClass === null ? undefined : own.map((index) => (index === focusedClass ? 0 : 1)),
      hidden: cloud === 0 ? hiddenHere : hiddenBeside,
    }));
  }, [colouring, colours, focusedClass, hiddenClasses, input]);
  return { colouring, styles };
}

function useColouringInput(cloud: DrawnCloud | null): ColouringInput | null {
  const [points, labels, norms] = [cloud?.results.points ?? undefined, cloud?.results.labels, cloud?.result.norms];
  return useMemo(() => {
    if (points === undefined || labels === undefined || norms === undefined) return null;
    return { points, labels, norms };
  }, [points, labels, norms]);
}

function columnsOf(
  { profile }: LayerResult,
  wanted: readonly [number, number],
): Pick<DrawnCloud, "components" | "x" | "y"> {
  const { coordinates, count } = profile.components;
  const components = wanted.map((component) => Math.min(component, count - 1)) as [number, number];
  return { components, x: columnOf(coordinates, count, components[0]), y: columnOf(coordinates, count, components[1]) };
}

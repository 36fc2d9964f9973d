import { useMessages } from "../../messages/MessagesContext.ts";
import { useMemo } from "react";
import type { Size } from "../../charts/frame/useSize.ts";
import type { PointStyle } from "../../charts/scatter/paint.ts";
import { Scatter } from "../../charts/scatter/Scatter.tsx";
import type { LayerResult } from "../../engine/protocol/explorer.ts";
import type { RunResults } from "../../store/runResults.ts";
import { sameLine } from "./cloudPoints.ts";
import type { ChosenPoint } from "./useChosenPoint.ts";
import { PointCaption } from "./PointCaption.tsx";

export interface CloudPlotProps {
  readonly size: Size;
  readonly results: RunResults;
  readonly result: LayerResult;
  /** Which principal components x and y are, counted from 0. */
  readonly components: readonly [number, number];
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly style: PointStyle;
  readonly label: string;
  /** Data units a pixel at least, where two clouds share one scale. */
  readonly units?: number | undefined;
  readonly highlighted: number | null;
  /** False where the highlighted point is named beside its partner in another cloud. */
  readonly named?: boolean;
  readonly onHighlight: (point: number | null) => void;
  /** Absent where no point can be chosen: in the held one of two clouds. */
  readonly choice?: ChosenPoint;
}

/** One cloud on two principal components; the highlighted point is named, its line ringed. */
export function CloudPlot({
  size,
  results,
  result,
  components,
  x,
  y,
  style,
  label,
  units,
  highlighted,
  named = true,
  onHighlight,
  choice,
}: CloudPlotProps) {
  const messages = useMessages();
  const { line } = results.points!;
  const ringed = choice?.neighbours;
  const companions = useMemo(() => {
    if (ringed !== undefined && ringed.length > 0) return ringed;
    return highlighted === null ? [] : sameLine(line, highlighted);
  }, [line, highlighted, ringed]);
  const axis = (component: number) =>
    messages.cloud.axis(component + 1, messages.formats.share(result.profile.components.shares[component] ?? 0));
  return (
    <Scatter
      size={size}
      x={x}
      y={y}
      units={units}
      style={style}
      xLabel={axis(components[0])}
      yLabel={axis(components[1])}
      label={label}
      highlighted={highlighted}
      companions={companions}
      onHighlight={onHighlight}
      {...(choice && { chosen: choice.point, onChoose: choice.choose })}
    >
      {(place) =>
        named && (
          <PointCaption
            results={results}
            point={highlighted!}
            norm={result.norms[highlighted!]}
            place={place}
            width={size.width}
          />
        )
      }
    </Scatter>
  );
}

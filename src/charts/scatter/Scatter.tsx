import {
  quadtree,
  select,
  zoom as d3zoom,
  zoomIdentity,
  type Quadtree,
  type ZoomBehavior,
  type ZoomTransform,
} from "d3";
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import { HorizontalAxis, VerticalAxis } from "../frame/Axis.tsx";
import type { Size } from "../frame/useSize.ts";
import { equalScales, scatterMargin as margin, unitsPerPixel } from "./equalScales.ts";
import { markerArea, paint, type PointStyle } from "./paint.ts";
import styles from "./Scatter.module.css";
import { useTravel } from "./useTravel.ts";

const reach = 14;

interface ScatterProps {
  readonly size: Size;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Data units a pixel, where several plots share one scale; without it the points just fit. */
  readonly units?: number | undefined;
  readonly style: PointStyle;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly label: string;
  readonly highlighted: number | null;
  /** Points to ring beside the highlighted one, such as the other tokens of its sentence. */
  readonly companions: readonly number[];
  readonly onHighlight: (point: number | null) => void;
  /** The point that was chosen, ringed as long as it is. */
  readonly chosen?: number | null;
  /** Called with the point that was clicked, or highlighted when Enter was pressed. */
  readonly onChoose?: (point: number) => void;
  readonly children?: (place: { readonly left: number; readonly top: number }) => ReactNode;
}

/**
 * A scatter plot: points on a canvas, axes and marks in SVG above it. One unit is equally long on both axes, so that
 * distances mean something. Wheel and drag zoom and move; arrow keys walk through the points in their order.
 */
export function Scatter({
  size,
  x,
  y,
  units,
  style,
  xLabel,
  yLabel,
  label,
  highlighted,
  companions,
  onHighlight,
  chosen,
  onChoose,
  children,
}: ScatterProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const surfaceRef = useRef<HTMLDivElement>(null);
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity);
  const zoomRef = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null);
  const { width, height } = size;

  const scales = useMemo(() => {
    const plot = { width, height };
    return equalScales(x, y, plot, units ?? unitsPerPixel(x, y, plot));
  }, [x, y, width, height, units]);
  const target = useMemo(() => {
    const positions = new Float32Array(2 * x.length);
    for (let i = 0; i < x.length; i++) {
      positions[2 * i] = scales.x(x[i]);
      positions[2 * i + 1] = scales.y(y[i]);
    }
    return positions;
  }, [x, y, scales]);

  const drawn = useRef<Float32Array>(target);
  const draw = useCallback(
    (positions: Float32Array) => {
      drawn.current = positions;
      if (canvasRef.current !== null) {
        paint(canvasRef.current, { positions, style, zoom: transform, area: markerArea(x.length) });
      }
    },
    [style, transform, x.length],
  );
  const [seenSize, setSeenSize] = useState(size);
  const resized = seenSize.width !== width || seenSize.height !== height;
  if (resized) setSeenSize(size);
  useTravel(target, resized, draw);
  useEffect(() => draw(drawn.current), [draw, width, height]);

  useEffect(() => {
    const surface = select(surfaceRef.current!);
    const behaviour = d3zoom<HTMLDivElement, unknown>()
      .scaleExtent([0.5, 60])
      .on("zoom", (event: { transform: ZoomTransform }) => setTransform(event.transform));
    zoomRef.current = behaviour;
    surface.call(behaviour);
    return () => {
      surface.on(".zoom", null);
    };
  }, []);

  // Planted when the pointer first asks: while layers fly past, most clouds are never pointed at.
  const tree = useMemo(() => once(() => plant(target, style.hidden)), [target, style.hidden]);

  const pointAt = (event: MouseEvent<HTMLDivElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = transform.invert([event.clientX - box.left, event.clientY - box.top]);
    return tree().find(px, py, reach / transform.k) ?? null;
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) onHighlight(pointAt(event));
  };
  // On a touch screen nothing is pointed at before it is tapped.
  const click = (event: MouseEvent<HTMLDivElement>) => {
    const clicked = pointAt(event);
    onHighlight(clicked);
    if (clicked !== null) onChoose?.(clicked);
  };

  const isShown = (i: number) => i < x.length && style.hidden?.[i] !== 1;
  const nextShown = (from: number | null, step: number): number | null => {
    const start = from ?? (step === 1 ? -1 : 0);
    for (let off = 1; off <= x.length; off++) {
      const next = (((start + off * step) % x.length) + x.length) % x.length;
      if (isShown(next)) return next;
    }
    return null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const surface = select(surfaceRef.current!);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const next = nextShown(highlighted, step);
      if (next !== null) onHighlight(next);
    } else if (event.key === "+" || event.key === "=") zoomRef.current?.scaleBy(surface, 1.4);
    else if (event.key === "-") zoomRef.current?.scaleBy(surface, 1 / 1.4);
    else if (event.key === "0") zoomRef.current?.transform(surface, zoomIdentity);
    else if (event.key === "Escape") onHighlight(null);
    else if (event.key === "Enter" && highlighted !== null) onChoose?.(highlighted);
    else return;
    event.preventDefault();
  };

  const place = (i: number) => transform.apply([target[2 * i], target[2 * i + 1]]);
  const ratio = typeof window === "undefined" ? 1 : Math.min(2, window.devicePixelRatio);
  const zoomedX = transform.rescaleX(scales.x);
  const zoomedY = transform.rescaleY(scales.y);
  const chosenHere = chosen != null && isShown(chosen) ? place(chosen) : null;
  const here = highlighted !== null && isShown(highlighted) ? place(highlighted) : null;

  return (
    <div
      ref={surfaceRef}
      className={styles.surface}
      tabIndex={0}
      role="application"
      aria-label={label}
      onPointerMove={point}
      onPointerLeave={() => onHighlight(null)}
      onClick={click}
      onKeyDown={onKeyDown}
    >
      <canvas
        ref={canvasRef}
        width={Math.round(width * ratio)}
        height={Math.round(height * ratio)}
        style={{ width, height }}
      />
      <svg width={width} height={height} className={styles.overlay}>
        <rect className={styles.apron} x={0} y={height - margin.bottom} width={width} height={margin.bottom} />
        <rect className={styles.apron} x={0} y={0} width={margin.left} height={height} />
        <HorizontalAxis
          scale={zoomedX}
          at={height - margin.bottom}
          ticks={Math.max(3, Math.floor(width / 90))}
          label={xLabel}
        />
        <VerticalAxis
          scale={zoomedY}
          at={margin.left}
          ticks={Math.max(3, Math.floor(height / 70))}
          label={yLabel}
          isPlace
        />
        {companions.filter(isShown).map((companion) => {
          const [cx, cy] = place(companion);
          return <circle key={companion} className={styles.companion} cx={cx} cy={cy} r={5} />;
        })}
        {chosenHere !== null && <circle className={styles.chosen} cx={chosenHere[0]} cy={chosenHere[1]} r={8} />}
        {here !== null && (
          <>
            <circle className={styles.halo} cx={here[0]} cy={here[1]} r={8} />
            <circle className={styles.highlight} cx={here[0]} cy={here[1]} r={8} />
          </>
        )}
      </svg>
      {here !== null && children?.({ left: here[0], top: here[1] })}
    </div>
  );
}

function plant(positions: Float32Array, hidden: Uint8Array | undefined): Quadtree<number> {
  const points = Array.from({ length: positions.length / 2 }, (_, i) => i).filter((i) => hidden?.[i] !== 1);
  return quadtree<number>(
    points,
    (i) => positions[2 * i],
    (i) => positions[2 * i + 1],
  );
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

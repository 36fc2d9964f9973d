import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useMemo, useState } from "react";
import type { Size } from "../../charts/frame/useSize.ts";
import { scatterMargin, unitsPerPixel } from "../../charts/scatter/equalScales.ts";
import { useApp } from "../../store/appState.ts";
import { HeldMark } from "../comparison/HeldMark.tsx";
import { Toggle } from "../page/Choice.tsx";
import { Waiting } from "../page/Waiting.tsx";
import styles from "./CloudPair.module.css";
import { CloudPlot, type CloudPlotProps } from "./CloudPlot.tsx";
import { describeLink } from "./describeLink.ts";
import type { LinkedClouds } from "./linkedClouds.ts";

/** A cloud of the two: all that does not depend on where it stands. */
export type PairedCloud = Pick<
  CloudPlotProps,
  "results" | "result" | "components" | "x" | "y" | "style" | "label" | "choice"
> & {
  /** Its number. */
  readonly layer: number;
};

interface CloudPairProps {
  readonly size: Size;
  readonly now: PairedCloud;
  /** The held cloud, or why it can't be drawn. */
  readonly held: PairedCloud | string;
  readonly links: LinkedClouds;
}

const headHeight = 22;
/** The line below the clouds, and two of them where it has to be broken. */
const footLine = 24;
const oneLine = 480;

/** A cloud so many times smaller than the other is a dot on its scale. */
const mostUnlike = 8;

/** The held cloud and the one on screen next to each other; pointing at a point of one marks its partner in the other. */
export function CloudPair({ size, now, held, links }: CloudPairProps) {
  const messages = useMessages();
  const hoveredPoint = useApp((state) => state.hoveredPoint);
  const { hoveredPoint: hoveredHeld, cloudScale } = useApp((state) => state.comparison);
  // Lines that only share their number say different things, so both are named; else the one pointed at is enough.
  const [pointedAt, setPointedAt] = useState<"held" | "now">("now");
  const bothNamed = links.pairing.kind === "paired" && links.pairing.rule === "line-number";
  const across = fitsAcross(size);
  const footHeight = size.width >= oneLine ? footLine : 2 * footLine;
  const width = across ? Math.floor(size.width / 2) : size.width;
  const height = (across ? size.height - footHeight : Math.floor((size.height - footHeight) / 2)) - headHeight;
  const plot: Size = { width, height };
  const heldColumns = typeof held === "string" ? null : held;
  const [heldX, heldY] = [heldColumns?.x, heldColumns?.y];
  const scale = useMemo(() => {
    if (heldX === undefined || heldY === undefined) return null;
    const size = { width, height };
    return sharedScale(unitsPerPixel(now.x, now.y, size), unitsPerPixel(heldX, heldY, size));
  }, [heldX, heldY, now.x, now.y, width, height]);
  const isShared = cloudScale === "shared" || (cloudScale === "automatic" && scale?.fits === true);
  const units = isShared ? scale?.units : undefined;
  const highlightHeld = (point: number | null) => {
    setPointedAt("held");
    actions.comparison.linkPoints(point === null ? null : partner(links.nowOf, point), point);
  };
  const highlightNow = (point: number | null) => {
    setPointedAt("now");
    actions.comparison.linkPoints(point, point === null ? null : partner(links.heldOf, point));
  };
  return (
    <>
      <div
        className={styles.pair}
        style={{ gridTemplateColumns: across ? "1fr 1fr" : "1fr", height: size.height - footHeight }}
      >
        <figure className={styles.cloud}>
          <figcaption className={styles.head}>
            <HeldMark />{" "}
            {messages.comparison.cloudName(messages.comparison.held, typeof held === "string" ? null : held.layer)}
          </figcaption>
          <div className={styles.plot}>
            {typeof held === "string" ? (
              <Waiting text={held} />
            ) : (
              <CloudPlot
                {...held}
                size={plot}
                units={units}
                highlighted={hoveredHeld}
                named={bothNamed || pointedAt === "held"}
                onHighlight={highlightHeld}
              />
            )}
          </div>
        </figure>
        <figure className={styles.cloud}>
          <figcaption className={styles.head}>
            {messages.comparison.cloudName(messages.comparison.now, now.layer)}
          </figcaption>
          <div className={styles.plot}>
            <CloudPlot
              {...now}
              size={plot}
              units={units}
              highlighted={hoveredPoint}
              named={bothNamed || pointedAt === "now"}
              onHighlight={highlightNow}
            />
          </div>
        </figure>
      </div>
      <div className={styles.foot} style={{ top: size.height - footHeight, height: footHeight }}>
        <p className={styles.link}>{describeLink(messages, links, now.results.points!.n)}</p>
        <span className={styles.scale}>
          <span className="quiet">{messages.comparison.cloudScale}</span>
          <Toggle
            label={messages.comparison.cloudScale}
            title={messages.comparison.cloudScaleHint}
            value={isShared ? "shared" : "own"}
            options={(["shared", "own"] as const).map((value) => ({
              value,
              text: messages.comparison.cloudScaleBy[value],
            }))}
            onChange={(value) =>
              actions.comparison.change((comparison) => ({
                ...comparison,
                cloudScale: value === "own" ? "own" : "shared",
              }))
            }
          />
        </span>
      </div>
    </>
  );
}

/** One scale for both clouds, and whether the smaller one can still be made out on it. */
function sharedScale(now: number, held: number): { readonly units: number; readonly fits: boolean } {
  const units = Math.max(now, held);
  return { units, fits: units <= mostUnlike * Math.min(now, held) };
}

/** True if two clouds are drawn larger side by side than one above the other. Axes and names take the same room in both. */
function fitsAcross({ width, height }: Size): boolean {
  const { left, right, top, bottom } = scatterMargin;
  const smallerSide = (columns: number, rows: number) =>
    Math.min(width / columns - left - right, (height - footLine) / rows - headHeight - top - bottom);
  return smallerSide(2, 1) >= smallerSide(1, 2);
}

function partner(partners: Int32Array, point: number): number | null {
  const index = partners[point] ?? -1;
  return index < 0 ? null : index;
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { markerCount, markerPath } from "../../charts/scatter/markers.ts";
import type { ChartColours } from "../../charts/useColours.ts";
import type { ColourBy } from "../../store/viewFields.ts";
import type { Colouring } from "./colouring.ts";
import styles from "./Legend.module.css";

interface LegendProps {
  readonly colouring: Colouring;
  readonly colours: ChartColours;
  readonly by: ColourBy;
  /** Width of the plot in px. */
  readonly width: number;
  /** False where counts would add up the points of two clouds. */
  readonly counted?: boolean;
  /** The class to bring forward, or null for all alike. */
  readonly onFocus: (index: number | null) => void;
}

const lineHeight = 24;
/** About what a mark, its name and its count take, in px. */
const entryWidth = 112;

/** Room for the legend below a plot of this width, in px: one line, or two where the classes don't fit in one. */
export function legendHeight(colouring: Colouring, width: number): number {
  return colouring.kind === "classes" && colouring.entries.length * entryWidth > width ? 2 * lineHeight : lineHeight;
}

/** Names the marks; pointing at a class brings its points forward. */
export function Legend({ colouring, colours, by, width, counted = true, onFocus }: LegendProps) {
  const messages = useMessages();
  if (colouring.kind === "sequential") {
    return (
      <div className={styles.legend}>
        <span className="quiet">{messages.cloud.colourBy[by]}</span>
        <span>{messages.formats.number(colouring.low)}</span>
        <span className={styles.ramp} aria-hidden="true">
          {colours.sequential.map((colour) => (
            <i key={colour} style={{ background: colour }} />
          ))}
        </span>
        <span>{messages.formats.number(colouring.high)}</span>
      </div>
    );
  }
  return (
    <ul
      className={styles.legend}
      style={{ height: legendHeight(colouring, width) }}
      onPointerLeave={() => onFocus(null)}
    >
      {colouring.entries.map(({ name, points, index }) => (
        <li key={index}>
          <button
            type="button"
            onPointerEnter={() => onFocus(index)}
            onFocus={() => onFocus(index)}
            onBlur={() => onFocus(null)}
          >
            <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
              <path
                d={markerPath(index, 38)}
                fill={index === markerCount - 1 ? "none" : colours.classes[index]}
                stroke={index === markerCount - 1 ? colours.classes[index] : "none"}
              />
            </svg>
            {name} {counted && <span className="quiet">{points}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

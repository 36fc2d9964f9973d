import { useId } from "react";
import { useMessages } from "../../messages/MessagesContext.ts";
import { isOutlined, markerPath } from "../../charts/scatter/markers.ts";
import type { ChartColours } from "../../charts/useColours.ts";
import type { ColourBy } from "../../store/viewFields.ts";
import type { ClassColouring, ClassEntry, Colouring } from "./colouring.ts";
import styles from "./Legend.module.css";
import { entryId, noneHidden, only, toggled, type HiddenClasses } from "./shownClasses.ts";

interface LegendProps {
  readonly colouring: Colouring;
  readonly colours: ChartColours;
  readonly by: ColourBy;
  /** Width of the plot in px. */
  readonly width: number;
  /** False where counts would add up the points of two clouds. */
  readonly counted?: boolean;
  readonly hidden: HiddenClasses;
  readonly onHide: (hidden: HiddenClasses) => void;
  /** The class to bring forward, or null for all alike. */
  readonly onFocus: (index: number | null) => void;
}

const lineHeight = 24;
/** About what a letter of a name, and a mark with its count and gaps, take in px. */
const [letterWidth, markWidth] = [7.5, 62];
/** Further lines are scrolled to. */
const mostLines = 3;
/** Narrower, the line that says how many points are shown is broken. */
const oneLine = 620;

/** Room for the legend below a plot of this width, in px. @param isFiltered true where a line says how many points are shown. */
export function legendHeight(colouring: Colouring, width: number, isFiltered: boolean): number {
  if (colouring.kind === "sequential") return lineHeight;
  let lines = 1;
  let used = 0;
  for (const entry of colouring.entries) {
    const letters = entry.kind === "class" ? entry.name.length : 18;
    const needed = Math.min(width, markWidth + letterWidth * letters);
    if (used > 0 && used + needed > width) {
      lines += 1;
      used = 0;
    }
    used += needed;
  }
  lines = Math.min(mostLines, lines);
  const filterLines = isFiltered ? (width < oneLine ? 2 : 1) : 0;
  return (lines + filterLines) * lineHeight;
}

/** Names the marks. Pointing at a class brings its points forward; its button hides and shows them. */
export function Legend(props: LegendProps) {
  const messages = useMessages();
  const { colouring, colours, by } = props;
  if (colouring.kind === "classes") return <Classes {...props} colouring={colouring} />;
  return (
    <div className={styles.ramps}>
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

function Classes({
  colouring,
  colours,
  by,
  width,
  counted = true,
  hidden,
  onHide,
  onFocus,
}: LegendProps & { readonly colouring: ClassColouring }) {
  const messages = useMessages();
  const hint = useId();
  const { entries } = colouring;
  const isShown = (entry: ClassEntry) => !hidden.has(entryId(entry));
  const total = colouring.colour.length;
  const shown = entries.filter(isShown).reduce((sum, { points }) => sum + points, 0);
  const isFiltered = entries.some((entry) => !isShown(entry));
  return (
    <div
      className={styles.legend}
      style={{ height: legendHeight(colouring, width, isFiltered) }}
      onPointerLeave={() => onFocus(null)}
    >
      <p id={hint} className="visually-hidden">
        {messages.cloud.filterHint}
      </p>
      <p className={styles.shown} role="status">
        {isFiltered && messages.cloud.shown(shown, total)}
      </p>
      {isFiltered && (
        <button type="button" className={styles.all} onClick={() => onHide(noneHidden)}>
          {messages.cloud.showAllClasses}
        </button>
      )}
      <ul>
        {entries.map((entry) => (
          <li key={entryId(entry)}>
            <button
              type="button"
              aria-pressed={isShown(entry)}
              aria-describedby={hint}
              onPointerEnter={() => onFocus(isShown(entry) ? entry.index : null)}
              onFocus={() => onFocus(isShown(entry) ? entry.index : null)}
              onBlur={() => onFocus(null)}
              onClick={(event) => {
                onFocus(null);
                // The two clicks of a double click undo each other.
                onHide(event.shiftKey ? only(hidden, entry, entries) : toggled(hidden, entry));
              }}
              onDoubleClick={() => onHide(only(hidden, entry, entries))}
            >
              <Mark index={entry.index} colours={colours} />
              <span className={styles.name}>{nameOf(entry)}</span>
              {counted && <span className="quiet">{messages.formats.count(entry.points)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );

  function nameOf(entry: ClassEntry): string {
    switch (entry.kind) {
      case "class":
        return entry.name;
      case "other":
        return by === "token" ? messages.cloud.otherTokens(entry.classes) : messages.cloud.otherClasses(entry.classes);
      case "unnamed":
        return messages.cloud.unlabelled;
    }
  }
}

function Mark({ index, colours }: { readonly index: number; readonly colours: ChartColours }) {
  const colour = colours.classes[index];
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
      <path
        d={markerPath(index, 38)}
        fill={isOutlined(index) ? "none" : colour}
        stroke={isOutlined(index) ? colour : "none"}
      />
    </svg>
  );
}

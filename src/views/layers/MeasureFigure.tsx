import { readingText } from "./readingText.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { DrawnMeasureId } from "../../geometry/measures/table.ts";
import styles from "./MeasureFigure.module.css";
import type { LayerReading } from "../../report/layerReading.ts";

interface MeasureFigureProps {
  readonly id: DrawnMeasureId;
  /** Undefined until it has been measured. */
  readonly reading: LayerReading | undefined;
  readonly onExplain: () => void;
}

/** One measure of a cloud that has no layers to be drawn over: its figure, its interval and what to hold it against. */
export function MeasureFigure({ id, reading, onExplain }: MeasureFigureProps) {
  const messages = useMessages();
  const { name } = messages.measures[id];
  return (
    <figure className={reading?.isStale === true ? `${styles.figure} ${styles.stale}` : styles.figure}>
      <figcaption>
        <button
          type="button"
          className={styles.name}
          onClick={onExplain}
          aria-label={messages.explain.open(name)}
          aria-haspopup="dialog"
        >
          {name}
        </button>
      </figcaption>
      <p className={reading !== undefined && reading.value === undefined ? styles.noValue : styles.value}>
        {reading === undefined ? "…" : readingText(messages, reading)}
      </p>
      {reading?.interval !== undefined && (
        <p className={styles.side}>
          {messages.formats.number(reading.interval.low)} – {messages.formats.number(reading.interval.high)}
        </p>
      )}
      {reading?.nullValue !== undefined && (
        <p className={reading.isSmall ? styles.small : styles.side}>
          {(reading.isSmall ? messages.layers.small : messages.layers.nullValue)(
            messages.formats.number(reading.nullValue),
          )}
        </p>
      )}
    </figure>
  );
}

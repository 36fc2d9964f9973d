import { useMessages } from "../../messages/MessagesContext.ts";
import { useContext, useId, useState, type ReactNode } from "react";
import styles from "./ChartPanel.module.css";
import { SaveTableContext } from "./SaveTableContext.ts";
import { TableTwinView, type TableTwin } from "./TableTwin.tsx";
import { useSize, type Size } from "./useSize.ts";

interface ChartPanelProps {
  readonly title: string;
  /** What a person who can't see the picture should know. */
  readonly description: string;
  /** Made only when it is asked for. */
  readonly table: () => TableTwin;
  readonly controls?: ReactNode;
  /** Stands in the heading instead of the title, where the title is a choice. */
  readonly heading?: ReactNode;
  readonly className?: string;
  /** True if what it shows is of a run before the one that was asked for last. */
  readonly isOld?: boolean;
  readonly children: (size: Size) => ReactNode;
}

/** The frame that every chart stands in: heading, controls, the drawing at its measured size, and its table twin. */
export function ChartPanel({
  title,
  description,
  table,
  controls,
  heading,
  className,
  isOld = false,
  children,
}: ChartPanelProps) {
  const messages = useMessages();
  const [ref, size] = useSize<HTMLDivElement>();
  const saveTable = useContext(SaveTableContext);
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section className={`${styles.panel} ${className ?? ""}`} aria-labelledby={`${id}-title`}>
      <header className={styles.head}>
        {heading === undefined ? (
          <h2 id={`${id}-title`}>{title}</h2>
        ) : (
          <>
            <h2 id={`${id}-title`} className="visually-hidden">
              {title}
            </h2>
            {heading}
          </>
        )}
        {isOld && <span className={styles.oldMark}>{messages.chart.old}</span>}
        <div className={styles.controls}>
          {controls}
          {asTable && saveTable !== null && (
            <button
              type="button"
              className={styles.toggle}
              title={messages.chart.saveHint}
              aria-label={messages.chart.saveTable(title)}
              onClick={() => saveTable(title, table())}
            >
              {messages.chart.save}
            </button>
          )}
          <button
            type="button"
            className={styles.toggle}
            aria-pressed={asTable}
            aria-label={asTable ? messages.chart.showPicture(title) : messages.chart.showTable(title)}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? messages.chart.picture : messages.chart.table}
          </button>
        </div>
      </header>
      <p id={`${id}-description`} className="visually-hidden">
        {description}
      </p>
      <div
        ref={ref}
        className={isOld ? `${styles.body} ${styles.old}` : styles.body}
        aria-describedby={`${id}-description`}
        role="group"
        aria-label={title}
      >
        {asTable ? (
          <TableTwinView title={title} twin={table()} />
        ) : size.width > 0 && size.height > 0 ? (
          children(size)
        ) : null}
      </div>
    </section>
  );
}

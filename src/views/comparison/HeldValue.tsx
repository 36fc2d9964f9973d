import { useMessages } from "../../messages/MessagesContext.ts";
import { describeDifference, type ReadingPair } from "./compareReadings.ts";
import styles from "./HeldValue.module.css";
import { HeldMark } from "./HeldMark.tsx";

/** The held run's figure below the one on screen, with the mark that stands for it in the chart, and the difference. */
export function HeldValue({ pair }: { readonly pair: ReadingPair }) {
  const messages = useMessages();
  const difference = describeDifference(messages, pair);
  return (
    <span className={styles.held} title={difference}>
      <HeldMark />
      <span className="visually-hidden">{messages.comparison.held}</span>
      <span>{pair.held}</span>
      {pair.difference !== undefined && <span className={styles.difference}>{pair.difference}</span>}
      {pair.intervals === "apart" && <span className={styles.apart}>{messages.comparison.apart}</span>}
    </span>
  );
}

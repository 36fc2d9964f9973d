import { comparisonWords } from "../../messages/en/comparison.ts";
import { describeDifference, type ReadingPair } from "./compareReadings.ts";
import styles from "./HeldValue.module.css";
import { HeldMark } from "./HeldMark.tsx";

/** The held run's figure below the one on screen, with the mark that stands for it in the chart, and the difference. */
export function HeldValue({ pair }: { readonly pair: ReadingPair }) {
  const difference = describeDifference(pair);
  return (
    <span className={styles.held} title={difference}>
      <HeldMark />
      <span className="visually-hidden">{comparisonWords.held}</span>
      <span>{pair.held}</span>
      {pair.difference !== undefined && <span className={styles.difference}>{pair.difference}</span>}
      {pair.intervals === "apart" && <span className={styles.apart}>{comparisonWords.apart}</span>}
    </span>
  );
}

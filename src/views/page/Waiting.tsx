import styles from "./Waiting.module.css";

/** What a chart shows while it has nothing to draw: why, in one quiet line. */
export function Waiting({ text }: { readonly text: string }) {
  return <p className={styles.waiting}>{text}</p>;
}

import styles from "./HeldValue.module.css";

/** The hollow mark by which the held run is known in all charts. */
export function HeldMark() {
  return (
    <svg className={styles.mark} width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true">
      <circle r="3.5" />
    </svg>
  );
}

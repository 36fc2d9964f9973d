import { useId } from "react";
import styles from "./Choice.module.css";

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
  readonly title?: string;
}

/** A labelled choice from a list. */
export function Choice({ label, value, options, onChange, title }: ChoiceProps) {
  return (
    <label className={styles.choice} title={title}>
      <span className="quiet">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A choice between a few words that all stay in sight. */
export function Toggle({ label, value, options, onChange, title }: ChoiceProps) {
  const name = useId();
  return (
    <div className={styles.toggle} role="radiogroup" aria-label={label} title={title}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? styles.on : undefined}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.text}
        </label>
      ))}
    </div>
  );
}

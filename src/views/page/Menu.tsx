import { useId, useRef, type ReactNode } from "react";
import styles from "./Menu.module.css";

/** A button that opens a small panel below itself. The browser closes it on Escape and on a press elsewhere. */
export function Menu({
  label,
  title,
  children,
}: {
  readonly label: ReactNode;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // The popover sits in the top layer, outside the flow: it has to be put where its button is.
  const place = () => {
    const box = button.current!.getBoundingClientRect();
    const element = panel.current!;
    element.style.top = `${box.bottom + 6}px`;
    element.style.right = `${Math.max(8, window.innerWidth - box.right)}px`;
    element.style.maxHeight = `${window.innerHeight - box.bottom - 20}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        popoverTarget={id}
        title={title}
        aria-haspopup="true"
      >
        {label}
      </button>
      <div ref={panel} id={id} popover="auto" className={styles.panel} onBeforeToggle={place}>
        {children}
      </div>
    </>
  );
}

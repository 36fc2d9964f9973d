import { useMessages } from "../../messages/MessagesContext.ts";
import { useEffect, useRef, type ReactNode } from "react";
import styles from "./Dialog.module.css";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: focus stays inside, Escape and a press beside it close it, focus returns where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const messages = useMessages();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
  }, []);
  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) ref.current?.close();
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>
          <h2>{title}</h2>
          <button type="button" onClick={() => ref.current?.close()}>
            {messages.header.close}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

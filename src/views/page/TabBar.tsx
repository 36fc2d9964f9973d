import { useMessages } from "../../messages/MessagesContext.ts";
import styles from "./TabBar.module.css";

export const phoneTabs = ["cloud", "spectrum", "details"] as const;
export type PhoneTab = (typeof phoneTabs)[number];

/** On a phone: which one view is shown below the layers. */
export function TabBar({ value, onChange }: { readonly value: PhoneTab; readonly onChange: (tab: PhoneTab) => void }) {
  const messages = useMessages();
  return (
    <nav className={styles.bar} aria-label={messages.app.views}>
      {phoneTabs.map((tab) => (
        <button key={tab} type="button" aria-current={tab === value ? "true" : undefined} onClick={() => onChange(tab)}>
          {messages.app.tabs[tab]}
        </button>
      ))}
    </nav>
  );
}

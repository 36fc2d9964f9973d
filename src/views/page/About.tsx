import { useMessages } from "../../messages/MessagesContext.ts";
import styles from "./About.module.css";
import { Menu } from "./Menu.tsx";

/** What a sample holds, and at a press where it is from. @param source null if it was written for this program. */
export function About({ text, source }: { readonly text: string; readonly source: string | null }) {
  const messages = useMessages();
  return (
    <div className={styles.about}>
      {text} <Menu label={messages.text.source}>{messages.text.sourceText(source)}</Menu>
    </div>
  );
}

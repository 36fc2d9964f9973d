import { useMessages } from "../../messages/MessagesContext.ts";
import { actions } from "../../store/actions/actions.ts";
import { useApp } from "../../store/appState.ts";
import { Dialog } from "../page/Dialog.tsx";
import styles from "./HelpDialog.module.css";

/** What the page shows, and its keys. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const messages = useMessages();
  const holdKey = useApp((state) => state.holdKey);
  return (
    <Dialog title={messages.help.title} onClose={onClose}>
      {messages.help.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <h3>{messages.comparison.help.title}</h3>
      {messages.comparison.help.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <table>
        <caption className="visually-hidden">{messages.help.keys}</caption>
        <tbody>
          {messages.help.keyList.map(([key, action]) => (
            <tr key={action}>
              <th scope="row">{key}</th>
              <td className={styles.action}>{action}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className={styles.setting}>
        <input type="checkbox" checked={holdKey} onChange={(event) => actions.setHoldKey(event.target.checked)} />
        {messages.help.holdKey}
      </label>
    </Dialog>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { useState } from "react";
import { backendOrder, type BackendName } from "../../engine/backendName.ts";
import { actions } from "../../store/actions/actions.ts";
import { useApp } from "../../store/appState.ts";
import { Choice } from "../page/Choice.tsx";
import { Dialog } from "../page/Dialog.tsx";
import { LabExportMenu } from "../lab/LabExportMenu.tsx";
import { ModelButton } from "../models/ModelButton.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import styles from "./Header.module.css";
import { ShareButton } from "./ShareButton.tsx";
import { ThemeButton } from "./ThemeButton.tsx";

/** The name, the model, where it runs, and what concerns the page as a whole. */
export function Header() {
  const messages = useMessages();
  const backend = useApp((state) => state.engine.backend);
  const mode = useApp((state) => state.view.mode);
  const [help, setHelp] = useState(false);
  const notice = backend?.skipped.map((backend) => messages.header.skipped(backend)).join(" ");
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>{messages.app.name}</h1>
      <ModelButton />
      <div className={styles.backend}>
        <span className={backend === null ? styles.pending : styles.ready} aria-hidden="true" />
        <Choice
          label={messages.header.backend}
          title={[messages.header.backendHint, notice].filter(Boolean).join(" ")}
          value={backend?.name ?? ""}
          options={[
            ...(backend === null ? [{ value: "", text: "…" }] : []),
            ...backendOrder.map((name) => ({ value: name, text: name })),
          ]}
          onChange={(name) => actions.restart(name as BackendName)}
        />
      </div>
      <nav className={styles.actions}>
        <ShareButton />
        {mode === "lab" ? <LabExportMenu /> : <ExportMenu />}
        <ThemeButton />
        <button type="button" onClick={() => setHelp(true)} aria-haspopup="dialog">
          {messages.header.help}
        </button>
      </nav>
      {help && (
        <Dialog title={messages.help.title} onClose={() => setHelp(false)}>
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
        </Dialog>
      )}
    </header>
  );
}

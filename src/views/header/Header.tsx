import { useMessages } from "../../messages/MessagesContext.ts";
import { lazy, Suspense, useState } from "react";
import { backendOrder, type BackendName } from "../../engine/backendName.ts";
import { actions } from "../../store/actions/actions.ts";
import { useApp } from "../../store/appState.ts";
import { Choice } from "../page/Choice.tsx";
import { ModelButton } from "../models/ModelButton.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import styles from "./Header.module.css";
import { ShareButton } from "./ShareButton.tsx";
import { ThemeButton } from "./ThemeButton.tsx";

const HelpDialog = lazy(async () => ({ default: (await import("./HelpDialog.tsx")).HelpDialog }));
const LabExportMenu = lazy(async () => ({ default: (await import("../lab/LabExportMenu.tsx")).LabExportMenu }));

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
        <Suspense>{mode === "lab" ? <LabExportMenu /> : <ExportMenu />}</Suspense>
        <ThemeButton />
        <button type="button" onClick={() => setHelp(true)} aria-haspopup="dialog">
          {messages.header.help}
        </button>
      </nav>
      <Suspense>{help && <HelpDialog onClose={() => setHelp(false)} />}</Suspense>
    </header>
  );
}

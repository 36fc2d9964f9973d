import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useEffect } from "react";
import { useApp } from "../../store/appState.ts";
import { Dialog } from "../page/Dialog.tsx";
import { HubForm } from "./HubForm.tsx";
import { KeptList } from "./KeptList.tsx";
import { LoadLine } from "./LoadLine.tsx";
import { ModelFilesDrop } from "./ModelFilesDrop.tsx";
import styles from "./ModelsDialog.module.css";

/** Where models come from: what is here, the Hub by name, files. */
export function ModelsDialog({ onClose }: { readonly onClose: () => void }) {
  const messages = useMessages();
  const notKept = useApp(
    ({ models: { source, kept, loading } }) =>
      loading === null &&
      source?.from === "hub" &&
      kept !== null &&
      !kept.some(({ name }) => name === source.model.name),
  );
  useEffect(() => actions.models.refresh(), []);
  return (
    <Dialog title={messages.models.title} onClose={onClose}>
      <LoadLine />
      {notKept && <p className={styles.note}>{messages.models.notKept}</p>}
      <section className={styles.part} aria-label={messages.models.here}>
        <h3>{messages.models.here}</h3>
        <KeptList />
      </section>
      <section className={styles.part} aria-label={messages.models.byName}>
        <h3>{messages.models.byName}</h3>
        <HubForm />
      </section>
      <section className={styles.part} aria-label={messages.models.byFiles}>
        <h3>{messages.models.byFiles}</h3>
        <ModelFilesDrop />
      </section>
      <p className={styles.quiet}>{messages.models.supported}</p>
    </Dialog>
  );
}

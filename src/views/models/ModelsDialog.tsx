import { useEffect } from "react";
import { english } from "../../messages/en/catalogue.ts";
import { useApp } from "../../store/appStore.ts";
import type { Models } from "../../store/modelControl.ts";
import { Dialog } from "../page/Dialog.tsx";
import { HubForm } from "./HubForm.tsx";
import { KeptList } from "./KeptList.tsx";
import { LoadLine } from "./LoadLine.tsx";
import { ModelFilesDrop } from "./ModelFilesDrop.tsx";
import styles from "./ModelsDialog.module.css";

/** Where models come from: what is here, the Hub by name, files. */
export function ModelsDialog({ models, onClose }: { readonly models: Models; readonly onClose: () => void }) {
  const notKept = useApp(
    ({ models: { source, kept, loading } }) =>
      loading === null &&
      source?.from === "hub" &&
      kept !== null &&
      !kept.some(({ name }) => name === source.model.name),
  );
  useEffect(() => models.refresh(), [models]);
  return (
    <Dialog title={english.models.title} onClose={onClose}>
      <LoadLine models={models} />
      {notKept && <p className={styles.note}>{english.models.notKept}</p>}
      <section className={styles.part} aria-label={english.models.here}>
        <h3>{english.models.here}</h3>
        <KeptList models={models} />
      </section>
      <section className={styles.part} aria-label={english.models.byName}>
        <h3>{english.models.byName}</h3>
        <HubForm models={models} />
      </section>
      <section className={styles.part} aria-label={english.models.byFiles}>
        <h3>{english.models.byFiles}</h3>
        <ModelFilesDrop models={models} />
      </section>
      <p className={styles.quiet}>{english.models.supported}</p>
    </Dialog>
  );
}

import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appStore.ts";
import type { Models } from "../../store/modelControl.ts";
import styles from "./ModelOffer.module.css";

/** A link names a model that is not here: nothing is fetched until the person says so. */
export function ModelOffer({ models }: { readonly models: Models }) {
  const messages = useMessages();
  const offered = useApp((state) => state.models.offered);
  const bytes = useApp((state) => state.view.model?.bytes ?? null);
  const openModels = useApp((state) => state.openModels);
  if (offered === null) return null;
  const accept = () => {
    openModels(true);
    models.acceptOffer();
  };
  return (
    <div className={styles.offer} role="status">
      <span>{messages.models.offer(offered.name)}</span>
      <button type="button" onClick={accept}>
        {messages.models.accept(bytes)}
      </button>
      <button type="button" onClick={models.dismissOffer}>
        {messages.models.dismiss}
      </button>
    </div>
  );
}

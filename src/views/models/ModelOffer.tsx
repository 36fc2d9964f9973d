import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import styles from "./ModelOffer.module.css";

/** A link names a model that is not here: nothing is fetched until the person says so. */
export function ModelOffer() {
  const messages = useMessages();
  const offered = useApp((state) => state.models.offered);
  const bytes = useApp((state) => state.view.model?.bytes ?? null);
  if (offered === null) return null;
  const accept = () => {
    actions.models.setOpen(true);
    actions.models.acceptOffer();
  };
  return (
    <div className={styles.offer} role="status">
      <span>{messages.models.offer(offered.name)}</span>
      <button type="button" onClick={accept}>
        {messages.models.accept(bytes)}
      </button>
      <button type="button" onClick={actions.models.dismissOffer}>
        {messages.models.dismiss}
      </button>
    </div>
  );
}

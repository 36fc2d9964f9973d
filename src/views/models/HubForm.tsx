import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useId, useState, type SyntheticEvent } from "react";
import { publicHub, readHubModel } from "../../models/hubAddress.ts";
import { ModelError, type ModelFault } from "../../models/modelFault.ts";
import { readHubAddress } from "../../store/preferences.ts";
import styles from "./ModelsDialog.module.css";

/** A model by name, with what leaves this browser for it. What is wrong with a field is said beside it. */
export function HubForm() {
  const messages = useMessages();
  const [name, setName] = useState("");
  const [revision, setRevision] = useState("");
  const [baseUrl, setBaseUrl] = useState(() => readHubAddress() ?? publicHub);
  const [fault, setFault] = useState<ModelFault>();
  const problem = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      actions.models.loadByName(readHubModel({ name, revision, baseUrl }));
      setFault(undefined);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      setFault(error.fault);
    }
  };
  const text = fault === undefined ? undefined : messages.models.fault(fault);
  return (
    <form onSubmit={submit} className={styles.load} noValidate>
      <div className={styles.form}>
        <label>
          {messages.models.name}
          <input
            value={name}
            placeholder={messages.models.nameHint}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={fault?.code === "name-invalid"}
            aria-describedby={problem}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label>
          {messages.models.revisionLabel}
          <input
            value={revision}
            placeholder={messages.models.revisionHint}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={fault?.code === "revision-invalid"}
            onChange={(event) => setRevision(event.target.value)}
          />
        </label>
        <button type="submit" className={styles.link}>
          {messages.models.load}
        </button>
      </div>
      <p id={problem} role="alert">
        {text !== undefined && `${text.what} ${text.next}`}
      </p>
      <p className={styles.examples}>
        <span>{messages.models.examples}</span>
        {messages.models.exampleList.map((example) => (
          <button key={example} type="button" onClick={() => setName(example)}>
            {example}
          </button>
        ))}
      </p>
      <details>
        <summary className={styles.quiet}>{messages.models.advanced}</summary>
        <label className={styles.address}>
          {messages.models.address}
          <input type="url" value={baseUrl} spellCheck={false} onChange={(event) => setBaseUrl(event.target.value)} />
        </label>
      </details>
      <p className={styles.quiet}>{messages.models.privacy(baseUrl.replace(/^https?:\/\//, ""))}</p>
    </form>
  );
}

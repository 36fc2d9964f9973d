import { useId, useState, type SyntheticEvent } from "react";
import { english } from "../../messages/en/catalogue.ts";
import { modelFaultText } from "../../messages/en/models.ts";
import { publicHub } from "../../models/hubAddress.ts";
import type { ModelFault } from "../../models/modelFault.ts";
import type { Models } from "../../store/modelControl.ts";
import { readHubAddress } from "../../store/preferences.ts";
import styles from "./ModelsDialog.module.css";

const words = english.models;

/** A model by name, with what leaves this browser for it. What is wrong with a field is said beside it. */
export function HubForm({ models }: { readonly models: Models }) {
  const [name, setName] = useState("");
  const [revision, setRevision] = useState("");
  const [baseUrl, setBaseUrl] = useState(() => readHubAddress() ?? publicHub);
  const [fault, setFault] = useState<ModelFault>();
  const problem = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setFault(models.loadByName({ name, revision, baseUrl }));
  };
  const text = fault === undefined ? undefined : modelFaultText(fault);
  return (
    <form onSubmit={submit} className={styles.load} noValidate>
      <div className={styles.form}>
        <label>
          {words.name}
          <input
            value={name}
            placeholder={words.nameHint}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={fault?.code === "name-invalid"}
            aria-describedby={problem}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label>
          {words.revisionLabel}
          <input
            value={revision}
            placeholder={words.revisionHint}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={fault?.code === "revision-invalid"}
            onChange={(event) => setRevision(event.target.value)}
          />
        </label>
        <button type="submit" className={styles.link}>
          {words.load}
        </button>
      </div>
      <p id={problem} role="alert">
        {text !== undefined && `${text.what} ${text.next}`}
      </p>
      <p className={styles.examples}>
        <span>{words.examples}</span>
        {words.exampleList.map((example) => (
          <button key={example} type="button" onClick={() => setName(example)}>
            {example}
          </button>
        ))}
      </p>
      <details>
        <summary className={styles.quiet}>{words.advanced}</summary>
        <label className={styles.address}>
          {words.address}
          <input type="url" value={baseUrl} spellCheck={false} onChange={(event) => setBaseUrl(event.target.value)} />
        </label>
      </details>
      <p className={styles.quiet}>{words.privacy(baseUrl.replace(/^https?:\/\//, ""))}</p>
    </form>
  );
}

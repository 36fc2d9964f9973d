import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useState, type ChangeEvent, type DragEvent } from "react";
import { filesOf } from "../../store/effects/filesOf.ts";
import styles from "./ModelsDialog.module.css";

/** The files of a model folder, dropped or chosen. */
export function ModelFilesDrop() {
  const messages = useMessages();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOf(event.dataTransfer).then(({ files, folder, inner }) =>
      actions.models.loadFiles(files, folder ?? messages.models.ownName, inner),
    );
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    // "folder/file": of a chosen folder only the files that lie in it directly.
    const own = files.filter(({ webkitRelativePath }) => webkitRelativePath.split("/").length <= 2);
    const inner = Object.fromEntries(
      files.flatMap((file) => {
        const [, ...path] = file.webkitRelativePath.split("/");
        return path.length === 2 && path[1] === "config.json" ? [[path.join("/"), file] as const] : [];
      }),
    );
    const folder = files[0]?.webkitRelativePath.split("/")[0];
    if (own.length > 0)
      actions.models.loadFiles(own, folder !== undefined && folder !== "" ? folder : messages.models.ownName, inner);
    event.target.value = "";
  };
  return (
    <div
      className={`${styles.drop} ${over ? styles.over : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        {messages.models.drop}{" "}
        <label className={styles.link}>
          {messages.models.chooseFiles}
          <input type="file" multiple className="visually-hidden" onChange={choose} />
        </label>{" "}
        ·{" "}
        <label className={styles.link}>
          {messages.models.chooseFolder}
          <input type="file" multiple className="visually-hidden" onChange={choose} {...{ webkitdirectory: "" }} />
        </label>
      </p>
      <p className={styles.quiet}>{messages.models.filesAbout}</p>
    </div>
  );
}

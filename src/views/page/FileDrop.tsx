import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useEffect, useState } from "react";
import { filesOf } from "../../store/effects/filesOf.ts";
import { areModelFiles } from "../../store/models.ts";
import { openDropped } from "../../store/effects/openDropped.ts";
import { useApp } from "../../store/appState.ts";
import styles from "./FileDrop.module.css";

/** Takes files that are dropped anywhere on the page; a view that takes them itself prevents the event's default. */
export function FileDrop() {
  const messages = useMessages();
  const { ownName } = messages.models;
  const lab = useApp((state) => state.view.mode === "lab");
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Without this the browser would leave the page for the file, wherever it is dropped.
      const taken = event.defaultPrevented;
      event.preventDefault();
      setOver(!taken && !lab);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const transfer = event.dataTransfer;
      if (transfer === null) return;
      void filesOf(transfer).then(({ files, folder, inner }) => {
        if (areModelFiles(files.map(({ name }) => name))) {
          actions.models.setOpen(true);
          actions.models.loadFiles(files, folder ?? ownName, inner);
        } else if (!lab) void openDropped(files);
      });
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [lab, ownName]);
  if (!over) return null;
  return (
    <div className={styles.over} aria-hidden="true">
      <p>{messages.vectors.drop}</p>
      <p className="quiet">{messages.vectors.dropHint}</p>
    </div>
  );
}

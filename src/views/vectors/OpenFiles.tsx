import styles from "./OpenFiles.module.css";

interface OpenFilesProps {
  readonly text: string;
  readonly title: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Opens files from a dialogue of the system. Only their handles are taken; the engine reads them. */
export function OpenFiles({ text, title, onFiles }: OpenFilesProps) {
  return (
    <label className={styles.open} title={title}>
      {text}
      <input
        type="file"
        multiple
        className="visually-hidden"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </label>
  );
}

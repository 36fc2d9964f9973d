import styles from "./OpenFiles.module.css";

interface OpenFilesProps {
  readonly text: string;
  readonly title?: string;
  /** Its looks, in place of a quiet link's. */
  readonly className?: string | undefined;
  /** Which files the system's dialogue offers first; all, if left out. */
  readonly accept?: string;
  /** True if several may be chosen at once. */
  readonly several?: boolean;
  readonly disabled?: boolean;
  /** At least one. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** Opens files from a dialogue of the system. Only their handles are taken. */
export function OpenFiles({
  text,
  title,
  className = styles.link,
  accept,
  several = false,
  disabled,
  onFiles,
}: OpenFilesProps) {
  return (
    <label className={`${styles.open} ${className ?? ""}`} title={title}>
      {text}
      <input
        type="file"
        multiple={several}
        accept={accept}
        disabled={disabled}
        className="visually-hidden"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) onFiles(files);
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
    </label>
  );
}

/**
 * Where files of models are kept: the browser's private file system, a folder of the user on disk, or memory alone.
 * Paths are a folder and a file name; neither holds a slash.
 */
export interface FileStore {
  /** Names of the folders there are. */
  readonly folders: () => Promise<string[]>;
  /** A file's bytes, or undefined if there is no such file. @param end reads the bytes before this one only. */
  readonly read: (folder: string, file: string, end?: number) => Promise<Uint8Array | undefined>;
  /** Bytes of all files of a folder; 0 if there is no such folder. */
  readonly bytesIn: (folder: string) => Promise<number>;
  /** Writes a small file, in place of one of that name. @throws the platform's error, such as a full disk's. */
  readonly write: (folder: string, file: string, bytes: Uint8Array) => Promise<void>;
  /**
   * Opens a file to be written on at its end; made empty if it is missing.
   * @throws the platform's error; also if it is open elsewhere, such as in another tab.
   */
  readonly append: (folder: string, file: string) => Promise<FileAppender>;
  /** Removes a folder and what is in it; one that is missing is no error. */
  readonly remove: (folder: string) => Promise<void>;
}

export interface FileAppender {
  /** Bytes so far. */
  readonly size: number;
  /** @throws the platform's error, such as a full disk's. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Makes the file empty. */
  readonly clear: () => Promise<void>;
  /** Ends the writing; what was written is then there to be read. */
  readonly close: () => Promise<void>;
}

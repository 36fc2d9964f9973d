export interface DroppedFiles {
  readonly files: readonly File[];
  readonly folder: string | undefined;
  /** The config.json of each folder in the dropped one, by its path, "1_Pooling/config.json". */
  readonly inner: Readonly<Record<string, File>>;
}

/** More folders than a model has. */
const mostInnerFolders = 32;

/** The files of a drop, those in a dropped folder too: of one folder its own files. */
export async function filesOf(transfer: DataTransfer): Promise<DroppedFiles> {
  // Both have to be taken before anything is waited for: afterwards the browser shows nothing more of the drop.
  const files = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const folder = entries.find((entry): entry is FileSystemDirectoryEntry => entry?.isDirectory === true);
  if (folder === undefined) return { files, folder: undefined, inner: {} };
  const inside = await entriesOf(folder);
  const own = await Promise.all(
    inside.filter((entry) => entry.isFile).map((entry) => fileOf(entry as FileSystemFileEntry)),
  );
  const folders = own.some(({ name }) => name === "modules.json") ? inside.filter((entry) => entry.isDirectory) : [];
  const settings = await Promise.all(
    folders.slice(0, mostInnerFolders).map(async (entry) => {
      const file = await configIn(entry as FileSystemDirectoryEntry);
      return file === undefined ? [] : [[`${entry.name}/config.json`, file] as const];
    }),
  );
  return { files: own, folder: folder.name, inner: Object.fromEntries(settings.flat()) };
}

function configIn(folder: FileSystemDirectoryEntry): Promise<File | undefined> {
  return new Promise((resolve) => {
    const none = () => resolve(undefined);
    folder.getFile("config.json", {}, (entry) => (entry as FileSystemFileEntry).file(resolve, none), none);
  });
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader hands out at most a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** The files of a drop, those in a dropped folder too: of one folder, its own files and no others. */
export async function filesOf(
  transfer: DataTransfer,
): Promise<{ readonly files: readonly File[]; readonly folder: string | undefined }> {
  // Both have to be taken before anything is waited for: afterwards the browser shows nothing more of the drop.
  const files = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const folder = entries.find((entry): entry is FileSystemDirectoryEntry => entry?.isDirectory === true);
  if (folder === undefined) return { files, folder: undefined };
  const inside = await entriesOf(folder);
  const own = await Promise.all(
    inside.filter((entry) => entry.isFile).map((entry) => fileOf(entry as FileSystemFileEntry)),
  );
  return { files: own, folder: folder.name };
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

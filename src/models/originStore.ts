/**
 * A store in the browser's origin-private file system. A file grows on disk while it arrives, so that 500 MB are not held
 * in memory and what has come outlives a closed tab: the Cache API keeps whole answers only. For workers: only there may
 * a file be written at any place.
 */
import type { FileStore } from "./fileStore.ts";
import { memoryStore } from "./memoryStore.ts";

const rootName = "isoscope-models";

/** The store; in memory alone where the browser has none (a private window, no secure context). */
export async function openOriginStore(): Promise<FileStore> {
  try {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(rootName, { create: true });
    return originStore(root);
  } catch {
    return memoryStore();
  }
}

function originStore(root: FileSystemDirectoryHandle): FileStore {
  const append: FileStore["append"] = async (folder, file) => {
    const directory = await root.getDirectoryHandle(folder, { create: true });
    const access = await (await directory.getFileHandle(file, { create: true })).createSyncAccessHandle();
    let size = access.getSize();
    return {
      get size() {
        return size;
      },
      write: (bytes) => {
        // A disk that fills up takes a part, or nothing; Chromium then gives an error's number, 4294967288, as the length.
        const written = access.write(bytes as Uint8Array<ArrayBuffer>, { at: size });
        size = access.getSize();
        if (written !== bytes.length)
          return Promise.reject(new DOMException("The storage is full.", "QuotaExceededError"));
        return Promise.resolve();
      },
      clear: () => {
        access.truncate(0);
        size = 0;
        return Promise.resolve();
      },
      close: () => {
        access.flush();
        access.close();
        return Promise.resolve();
      },
    };
  };
  return {
    append,
    folders: async () => {
      const names: string[] = [];
      for await (const [name, handle] of root.entries()) if (handle.kind === "directory") names.push(name);
      return names;
    },
    read: async (folder, file, end) => {
      try {
        const handle = await (await root.getDirectoryHandle(folder)).getFileHandle(file);
        return new Uint8Array(await (await handle.getFile()).slice(0, end).arrayBuffer());
      } catch (error) {
        if (error instanceof DOMException && error.name === "NotFoundError") return undefined;
        throw error;
      }
    },
    bytesIn: async (folder) => {
      let bytes = 0;
      try {
        const directory = await root.getDirectoryHandle(folder);
        for await (const handle of directory.values())
          if (handle.kind === "file") bytes += (await handle.getFile()).size;
      } catch (error) {
        if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
      }
      return bytes;
    },
    write: async (folder, file, bytes) => {
      const appender = await append(folder, file);
      try {
        await appender.clear();
        await appender.write(bytes);
      } finally {
        await appender.close();
      }
    },
    remove: async (folder) => {
      try {
        await root.removeEntry(folder, { recursive: true });
      } catch (error) {
        if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
      }
    },
  };
}

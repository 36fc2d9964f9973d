/** A store that forgets: for private windows, full disks and pages without a secure context. */
import type { FileStore } from "./fileStore.ts";
import { joinBytes } from "../encoder/joinBytes.ts";

export function memoryStore(): FileStore {
  const folders = new Map<string, Map<string, Uint8Array[]>>();
  const folderOf = (name: string): Map<string, Uint8Array[]> => {
    const folder = folders.get(name) ?? new Map<string, Uint8Array[]>();
    folders.set(name, folder);
    return folder;
  };
  return {
    folders: () => Promise.resolve([...folders.keys()]),
    read: (folder, file, end) => {
      const pieces = folders.get(folder)?.get(file);
      if (pieces === undefined) return Promise.resolve(undefined);
      // Joined once: what is read is not held twice.
      const joined = pieces.length === 1 ? pieces[0]! : joinBytes(pieces);
      pieces.splice(0, pieces.length, joined);
      return Promise.resolve(end === undefined ? joined : joined.subarray(0, end));
    },
    bytesIn: (folder) =>
      Promise.resolve([...(folders.get(folder)?.values() ?? [])].flat().reduce((sum, piece) => sum + piece.length, 0)),
    write: (folder, file, bytes) => {
      folderOf(folder).set(file, [bytes]);
      return Promise.resolve();
    },
    append: (folder, file) => {
      const pieces = folderOf(folder).get(file) ?? [];
      folderOf(folder).set(file, pieces);
      return Promise.resolve({
        get size() {
          return pieces.reduce((sum, piece) => sum + piece.length, 0);
        },
        write: (bytes: Uint8Array) => {
          pieces.push(bytes);
          return Promise.resolve();
        },
        clear: () => {
          pieces.length = 0;
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      });
    },
    remove: (folder) => {
      folders.delete(folder);
      return Promise.resolve();
    },
  };
}

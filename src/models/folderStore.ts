/** A store in a folder on disk. Node only. */
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { FileStore } from "./fileStore.ts";

/** The folder for IsoScope's models among the user's caches, by the custom of the platform. */
export function usersModelFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = homedir();
  const usual =
    platform === "win32"
      ? (environment.LOCALAPPDATA ?? join(home, "AppData", "Local"))
      : join(home, platform === "darwin" ? "Library/Caches" : ".cache");
  const caches = environment.XDG_CACHE_HOME || usual;
  return join(caches, "isoscope", "models");
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

export function folderStore(root: string): FileStore {
  return {
    folders: async () => {
      try {
        return (await readdir(root, { withFileTypes: true }))
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => name);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    read: async (folder, file, end) => {
      try {
        if (end === undefined) return await readFile(join(root, folder, file));
        const handle = await open(join(root, folder, file));
        try {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(end), 0, end, 0);
          return buffer.subarray(0, bytesRead);
        } finally {
          await handle.close();
        }
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    bytesIn: async (folder) => {
      try {
        const sizes = (await readdir(join(root, folder))).map(
          async (file) => (await stat(join(root, folder, file))).size,
        );
        return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      } catch (error) {
        if (isMissing(error)) return 0;
        throw error;
      }
    },
    write: async (folder, file, bytes) => {
      await mkdir(join(root, folder), { recursive: true });
      await writeFile(join(root, folder, file), bytes);
    },
    append: async (folder, file) => {
      await mkdir(join(root, folder), { recursive: true });
      const handle = await open(join(root, folder, file), "a");
      let { size } = await handle.stat();
      return {
        get size() {
          return size;
        },
        write: async (bytes) => {
          await handle.appendFile(bytes);
          size += bytes.length;
        },
        clear: async () => {
          await handle.truncate(0);
          size = 0;
        },
        close: () => handle.close(),
      };
    },
    remove: (folder) => rm(join(root, folder), { recursive: true, force: true }),
  };
}

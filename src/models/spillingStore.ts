/** A store that goes on in memory where the one behind it fails: full storage is no reason not to load a model. */
import type { FileAppender, FileStore } from "./fileStore.ts";
import { memoryStore } from "./memoryStore.ts";

export interface SpillingStore extends FileStore {
  /** True once something could not be kept. */
  readonly spilled: () => boolean;
}

/** @param keeping the store behind: what it takes is kept, what it refuses is held in memory as long as this store is. */
export function spillingStore(keeping: FileStore): SpillingStore {
  const memory = memoryStore();
  let spilled = false;

  async function append(folder: string, file: string): Promise<FileAppender> {
    let appender: FileAppender;
    let inMemory = (await memory.read(folder, file)) !== undefined;
    try {
      appender = await (inMemory ? memory : keeping).append(folder, file);
    } catch {
      spilled = inMemory = true;
      appender = await memory.append(folder, file);
    }
    /** Takes what has been kept so far into memory, and the piece that was refused. */
    const spill = async (size: number, refused: Uint8Array): Promise<void> => {
      spilled = inMemory = true;
      await appender.close().catch(() => undefined);
      const kept = size === 0 ? undefined : await keeping.read(folder, file);
      appender = await memory.append(folder, file);
      if (kept !== undefined) await appender.write(kept.subarray(0, size));
      await appender.write(refused);
    };
    return {
      get size() {
        return appender.size;
      },
      write: async (bytes) => {
        const { size } = appender;
        try {
          await appender.write(bytes);
        } catch (error) {
          if (inMemory) throw error;
          await spill(size, bytes);
        }
      },
      clear: () => appender.clear(),
      close: () => appender.close(),
    };
  }

  return {
    spilled: () => spilled,
    append,
    folders: keeping.folders,
    read: async (folder, file, end) =>
      (await memory.read(folder, file, end)) ?? (await keeping.read(folder, file, end)),
    bytesIn: async (folder) => (await memory.bytesIn(folder)) + (await keeping.bytesIn(folder)),
    write: async (folder, file, bytes) => {
      try {
        await keeping.write(folder, file, bytes);
      } catch {
        spilled = true;
        await memory.write(folder, file, bytes);
      }
    },
    remove: async (folder) => {
      await memory.remove(folder);
      await keeping.remove(folder);
    },
  };
}

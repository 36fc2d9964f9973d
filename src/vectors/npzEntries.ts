/** The arrays of a NumPy .npz archive. */
import type { ArrayEntry } from "./arrayEntry.ts";
import type { ByteSource } from "./byteSource.ts";
import { npyStreamEntry } from "./npyEntry.ts";
import { memberBytes, memberStart, readZipDirectory } from "./zipDirectory.ts";

/** Members are read from their beginning, so that their checksums can be told. @throws InputError vectors-zip, npy-… */
export async function npzEntries(source: ByteSource): Promise<ArrayEntry[]> {
  const entries: ArrayEntry[] = [];
  for (const member of await readZipDirectory(source)) {
    if (!member.name.endsWith(".npy")) continue;
    const name = member.name.slice(0, -".npy".length);
    const start = await memberStart(source, member);
    entries.push(await npyStreamEntry(name, member.size, () => memberBytes(source, member, start)));
  }
  return entries;
}

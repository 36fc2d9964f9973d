/** The arrays of a NumPy .npz archive. */
import type { ArrayEntry } from "./arrayEntry.ts";
import type { ByteSource } from "./byteSource.ts";
import { npyFileEntry, npyStreamEntry } from "./npyEntry.ts";
import { inflatedMember, memberStart, readZipDirectory } from "./zipDirectory.ts";

/** A stored member is read as a file of its own; a deflated one is unpacked as it is read. @throws InputError vectors-zip, npy-… */
export async function npzEntries(source: ByteSource): Promise<ArrayEntry[]> {
  const entries: ArrayEntry[] = [];
  for (const member of await readZipDirectory(source)) {
    if (!member.name.endsWith(".npy")) continue;
    const name = member.name.slice(0, -".npy".length);
    const start = await memberStart(source, member);
    const part: ByteSource = { name, size: member.size, read: (from, to) => source.read(start + from, start + to) };
    entries.push(
      await (member.deflated
        ? npyStreamEntry(name, member.size, () => inflatedMember(source, member, start))
        : npyFileEntry(name, part)),
    );
  }
  return entries;
}

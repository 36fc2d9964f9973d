/**
 * The directory of a ZIP archive: which members it has and where their bytes are. Stored and deflated members, ZIP64.
 * Format: PKWARE's APPNOTE.TXT, 4.3.
 */
import { InputError } from "../corpora/inputError.ts";
import { cleanName } from "../corpora/readers/cleanName.ts";
import type { ZipFault } from "../corpora/vectorProblem.ts";
import { crc32 } from "../files/crc32.ts";
import { streamOf, type ByteSource, type ByteStream } from "./byteSource.ts";

export interface ZipMember {
  readonly name: string;
  /** Bytes of the member, unpacked, as the directory says. */
  readonly size: number;
  readonly packedSize: number;
  readonly deflated: boolean;
  /** Of the unpacked bytes. */
  readonly checksum: number;
  /** Where its local header begins. */
  readonly headerOffset: number;
}

const endSize = 22;
const longestComment = 0xffff;
const endSignature = 0x06054b50;
const zip64LocatorSignature = 0x07064b50;
const zip64EndSignature = 0x06064b50;
const memberSignature = 0x02014b50;
const localSignature = 0x04034b50;
const localHeaderSize = 30;
/** A directory larger than this is no archive of arrays. */
const largestDirectory = 2 ** 24;

function broken(fault: ZipFault): InputError {
  return new InputError({ code: "vectors-zip", fault });
}

/** @throws InputError vectors-zip. */
export async function readZipDirectory(source: ByteSource): Promise<ZipMember[]> {
  const { offset, size, count } = await findDirectory(source);
  if (size > largestDirectory || offset + size > source.size)
    throw broken({ detail: "directory-beyond-file", end: offset + size, fileBytes: source.size });
  const bytes = await source.read(offset, offset + size);
  const view = viewOf(bytes);
  const members: ZipMember[] = [];
  for (let at = 0; members.length < count;) {
    if (at + 46 > size || view.getUint32(at, true) !== memberSignature)
      throw broken({ detail: "directory-cut", found: members.length, members: count });
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > size) throw broken({ detail: "directory-cut", found: members.length, members: count });
    members.push(readMember(view, bytes, at, nameLength, extraLength, source.size));
    at = next;
  }
  checkApart(members);
  return members;
}

/** Members that share bytes are no archive that anyone writes: a small file would make many large ones. */
function checkApart(members: readonly ZipMember[]): void {
  let end = 0;
  for (const { name, headerOffset, packedSize } of [...members].sort((a, b) => a.headerOffset - b.headerOffset)) {
    if (headerOffset < end) throw broken({ detail: "member-overlap", member: name });
    end = headerOffset + localHeaderSize + packedSize;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The end of the archive names the place of its directory; ZIP64 has that in a record of its own. */
async function findDirectory(source: ByteSource): Promise<{ offset: number; size: number; count: number }> {
  const tailStart = Math.max(0, source.size - endSize - longestComment);
  const tail = await source.read(tailStart, source.size);
  const view = viewOf(tail);
  let end = tail.length - endSize;
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end--;
  if (end < 0) throw broken({ detail: "no-directory" });
  const plain = {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
  };
  if (end < 20 || view.getUint32(end - 20, true) !== zip64LocatorSignature) return plain;
  const recordOffset = Number(view.getBigUint64(end - 12, true));
  if (recordOffset + 56 > source.size) throw broken({ detail: "directory-place" });
  const record = viewOf(await source.read(recordOffset, recordOffset + 56));
  if (record.getUint32(0, true) !== zip64EndSignature) throw broken({ detail: "no-zip64-record" });
  return {
    count: Number(record.getBigUint64(32, true)),
    size: Number(record.getBigUint64(40, true)),
    offset: Number(record.getBigUint64(48, true)),
  };
}

function readMember(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  nameLength: number,
  extraLength: number,
  fileSize: number,
): ZipMember {
  const name = cleanName(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)));
  if ((view.getUint16(at + 8, true) & 1) === 1) throw broken({ detail: "member-encrypted", member: name });
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) throw broken({ detail: "member-method", member: name, method });
  const sizes = zip64Sizes(view, at, at + 46 + nameLength, extraLength);
  if (sizes.headerOffset + localHeaderSize + sizes.packedSize > fileSize)
    throw broken({ detail: "member-beyond-file", member: name });
  if (method === 0 && sizes.size !== sizes.packedSize) throw broken({ detail: "member-two-sizes", member: name });
  return { name, deflated: method === 8, checksum: view.getUint32(at + 16, true), ...sizes };
}

/** Sizes of 0xffffffff stand in the ZIP64 extra field instead, in this order. */
function zip64Sizes(
  view: DataView,
  at: number,
  extraStart: number,
  extraLength: number,
): Pick<ZipMember, "size" | "packedSize" | "headerOffset"> {
  const given = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  for (let field = extraStart; field + 4 <= extraStart + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    const end = Math.min(extraStart + extraLength, field + 4 + view.getUint16(field + 2, true));
    let value = field + 4;
    for (let i = 0; i < given.length; i++) {
      if (given[i] !== 0xffffffff || value + 8 > end) continue;
      given[i] = Number(view.getBigUint64(value, true));
      value += 8;
    }
  }
  return { size: given[0], packedSize: given[1], headerOffset: given[2] };
}

/**
 * Where the packed bytes of a member begin: behind its local header, whose length is its own.
 * @throws InputError vectors-zip.
 */
export async function memberStart(source: ByteSource, member: ZipMember): Promise<number> {
  const header = viewOf(await source.read(member.headerOffset, member.headerOffset + localHeaderSize));
  if (header.getUint32(0, true) !== localSignature) throw broken({ detail: "member-elsewhere", member: member.name });
  const start = member.headerOffset + localHeaderSize + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + member.packedSize > source.size) throw broken({ detail: "member-beyond-file", member: member.name });
  return start;
}

/**
 * The bytes of a member, unpacked as they come.
 * @param start from memberStart.
 * @throws InputError vectors-zip; at the end, if the checksum does not fit.
 */
export async function* memberBytes(
  source: ByteSource,
  member: ZipMember,
  start: number,
): ByteStream & AsyncGenerator<Uint8Array, void, void> {
  const pieces = member.deflated
    ? inflatedMember(source, member, start)
    : streamOf(source, start, start + member.packedSize);
  let checksum = 0;
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > member.size) throw broken({ detail: "member-size", member: member.name, bytes: member.size });
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (length !== member.size) throw broken({ detail: "member-size", member: member.name, bytes: member.size });
  if (checksum !== member.checksum) throw broken({ detail: "member-checksum", member: member.name });
}

/**
 * Deflate packs 1032 bytes in one at most, and browsers unpack all of a piece before they give any of it: so a piece
 * makes 16 MB and no more.
 */
const packedPieceBytes = 2 ** 14;

async function* smallPieces(stream: ByteStream): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of stream)
    for (let at = 0; at < piece.length; at += packedPieceBytes) yield piece.subarray(at, at + packedPieceBytes);
}

async function* inflatedMember(
  source: ByteSource,
  member: ZipMember,
  start: number,
): ByteStream & AsyncGenerator<Uint8Array, void, void> {
  const packed = smallPieces(streamOf(source, start, start + member.packedSize));
  const stream = new ReadableStream<BufferSource>(
    {
      async pull(controller) {
        const { done, value } = await packed.next();
        if (done === true) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      async cancel() {
        await packed.return();
      },
    },
    { highWaterMark: 0 },
  );
  const reader = stream.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch {
    throw broken({ detail: "member-damaged", member: member.name });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * One file of a model, from the Hub into a store: with progress, going on where an earlier visit or a cut connection
 * stopped, and checked for length and checksum. Format of ranges: RFC 9110, section 14.
 */
import type { FileAppender, FileStore } from "./fileStore.ts";
import { askHub, rangeNotSatisfiable, type HubQuestion } from "./hubRequest.ts";
import { isSha256, type ListedFile } from "./hubListing.ts";
import { joinBytes } from "../encoder/joinBytes.ts";
import { canHash, sha256 } from "../encoder/sha256.ts";
import { storedName, type FileRecord } from "./keptModels.ts";
import { ModelError } from "./modelFault.ts";
import { waitFor } from "../async/waitFor.ts";

/** Times that a connection may be cut before the person is told. */
const mostCuts = 4;
/** Waited after a cut; the line may come back. */
const cutWaitMilliseconds = 500;

export interface FetchOptions {
  readonly store: FileStore;
  /** The model's folder in the store. */
  readonly folder: string;
  /** What an earlier visit wrote down of the file. */
  readonly before: FileRecord | undefined;
  readonly listed: ListedFile | undefined;
  /** Writes down what the file is, before its bytes come. */
  readonly onRecord: (record: FileRecord) => Promise<void>;
  readonly onProgress: (received: number, total: number | undefined) => void;
  /**
   * Shown the file's first bytes as they come. Returns how many it wants to see next, 0 for no more; what it throws ends
   * the download. Of a file that goes on from an earlier visit it is shown those that are there, before more are asked for.
   */
  readonly inspect?: (head: Uint8Array, total: number | undefined) => number;
}

/** What an answer says of the file. */
interface Announced extends FileRecord {
  /** Where in the file the answer's bytes begin. */
  readonly start: number;
}

/**
 * Fetches a file. @returns its bytes.
 * @throws ModelError; what `inspect` throws; the signal's reason when aborted. What has come by then stays in the store.
 */
export async function fetchFile(question: HubQuestion, options: FetchOptions): Promise<Uint8Array> {
  const { store, folder, listed, onProgress } = options;
  const { file, signal } = question;
  await inspectKept(file, options);
  for (let attempt = 0; ; attempt++) {
    const appender = await store.append(folder, storedName(file));
    const resumed = appender.size > 0;
    let record: FileRecord;
    try {
      record = await fetchInto(appender, question, options);
    } finally {
      await appender.close();
    }
    const bytes = await store.read(folder, storedName(file));
    const fault =
      bytes === undefined ? ({ code: "wrong-checksum", file } as const) : await faultIn(bytes, file, record, listed);
    if (fault === undefined) {
      onProgress(bytes!.length, bytes!.length);
      return bytes!;
    }
    const again = await store.append(folder, storedName(file));
    await again.clear();
    await again.close();
    signal.throwIfAborted();
    // What was left of an earlier visit may have been of another file: once more from the start.
    if (!resumed || attempt > 0) throw new ModelError(fault);
  }
}

/** Shows `inspect` the beginning of what an earlier visit has left of a file. */
async function inspectKept(file: string, { store, folder, before, inspect }: FetchOptions): Promise<void> {
  if (inspect === undefined || before === undefined) return;
  for (let wanted = 1; wanted > 0;) {
    const head = await store.read(folder, storedName(file), wanted);
    if (head === undefined || head.length < wanted) return;
    try {
      wanted = inspect(head, before.size);
    } catch (error) {
      // What can't be read may be damaged or of another file: whether it can go on, the server's answer decides.
      if (error instanceof ModelError) throw error;
      return;
    }
  }
}

async function fetchInto(appender: FileAppender, question: HubQuestion, options: FetchOptions): Promise<FileRecord> {
  const { signal, file } = question;
  const { listed, onRecord, onProgress } = options;
  let known = options.before;
  for (let cuts = 0; ;) {
    if (known === undefined || (known.validator === undefined && known.sha256 === undefined)) await appender.clear();
    if (known !== undefined && appender.size > 0 && appender.size === known.size) return known;
    const from = appender.size;
    const response = await askHub(from > 0 ? { ...question, from } : question);
    const announced = announcedBy(response, from, listed);
    if (announced === undefined || (announced.start > 0 && !isSameFile(known, announced))) {
      // Not the rest of what is there: all of it, then.
      await response.body?.cancel();
      await appender.clear();
      known = undefined;
      continue;
    }
    const { start, ...record } = announced;
    if (listed?.size !== undefined && record.size !== undefined && record.size !== listed.size) {
      await response.body?.cancel();
      throw new ModelError({ code: "wrong-length", file, expected: listed.size, received: record.size });
    }
    if (start === 0) await appender.clear();
    known = record;
    await onRecord(record);
    onProgress(appender.size, record.size);
    const outcome = await receive(response, appender, question, options, record.size);
    if (outcome.complete) return record;
    cuts += 1;
    if (cuts >= mostCuts)
      throw new ModelError(
        { code: "cut", file, received: appender.size, total: record.size },
        { cause: outcome.cause },
      );
    await waitFor(cutWaitMilliseconds * cuts, signal);
  }
}

/** What an answer is; undefined if it is not what was asked for. */
function announcedBy(response: Response, from: number, listed: ListedFile | undefined): Announced | undefined {
  if (response.status === rangeNotSatisfiable) return undefined;
  const { headers } = response;
  const entity = (headers.get("X-Linked-Etag") ?? headers.get("ETag") ?? "").replace(/^W\//, "").replace(/^"|"$/g, "");
  const linkedSize = integerIn(headers.get("X-Linked-Size"));
  // A compressed answer states its compressed length.
  const length = headers.get("Content-Encoding") === null ? integerIn(headers.get("Content-Length")) : undefined;
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get("Content-Range") ?? "");
  const start = response.status === 206 ? (range === null ? from : Number(range[1])) : 0;
  if (start !== 0 && start !== from) return undefined;
  const announcedSize = range !== null ? Number(range[2]) : length === undefined ? undefined : start + length;
  return {
    start,
    size: announcedSize ?? linkedSize ?? listed?.size,
    validator: entity === "" ? (headers.get("Last-Modified") ?? undefined) : entity,
    sha256: listed?.sha256 ?? (isSha256(entity) ? entity : undefined),
  };
}

function integerIn(value: string | null): number | undefined {
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** True if what is announced goes on with what is there. A browser may not see every header; what both name must agree. */
function isSameFile(known: FileRecord | undefined, announced: FileRecord): boolean {
  if (known === undefined) return false;
  const agree = (a: string | number | undefined, b: string | number | undefined) =>
    a === undefined || b === undefined || a === b;
  const sameValidator =
    known.sha256 !== undefined && known.sha256 === announced.sha256
      ? true
      : agree(known.validator, announced.validator);
  return sameValidator && agree(known.size, announced.size) && agree(known.sha256, announced.sha256);
}

/** Writes an answer's bytes. An answer that breaks off is no error yet. */
async function receive(
  response: Response,
  appender: FileAppender,
  { signal }: HubQuestion,
  { onProgress, inspect }: FetchOptions,
  total: number | undefined,
): Promise<{ readonly complete: true } | { readonly complete: false; readonly cause: unknown }> {
  const reader = response.body!.getReader();
  let wanted = inspect === undefined || appender.size > 0 ? 0 : 1;
  const head: Uint8Array[] = [];
  for (;;) {
    let piece: Uint8Array;
    try {
      const { done, value } = await reader.read();
      if (done) break;
      piece = value;
    } catch (cause) {
      signal.throwIfAborted();
      return { complete: false, cause };
    }
    try {
      signal.throwIfAborted();
      if (wanted > 0) {
        head.push(piece);
        if (appender.size + piece.length >= wanted) wanted = inspect!(joinBytes(head), total);
        if (wanted === 0) head.length = 0;
      }
      await appender.write(piece);
    } catch (error) {
      await reader.cancel();
      throw error;
    }
    onProgress(appender.size, total);
  }
  // Some servers end an answer early without a word.
  if (total !== undefined && appender.size < total && response.headers.get("Content-Length") !== null)
    return { complete: false, cause: undefined };
  return { complete: true };
}

/** What is wrong with a file that has come whole. */
async function faultIn(bytes: Uint8Array, file: string, record: FileRecord, listed: ListedFile | undefined) {
  const expected = listed?.size ?? record.size;
  if (expected !== undefined && bytes.length !== expected)
    return { code: "wrong-length", file, expected, received: bytes.length } as const;
  const sum = listed?.sha256 ?? record.sha256;
  if (sum !== undefined && canHash() && (await sha256(bytes)) !== sum) return { code: "wrong-checksum", file } as const;
  return undefined;
}

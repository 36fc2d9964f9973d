/**
 * The models that are kept in a store: one folder a model, with a small file that says what the others are. A model is
 * kept when that file says that it is complete; until then its folder holds what has come so far.
 */
import type { FileStore } from "./fileStore.ts";
import { isModelName, isRevision, readBaseUrl, type HubModel } from "./hubAddress.ts";
import { isSha256 } from "./hubListing.ts";

const recordFile = "isoscope-model.json";

/** What is known of a file that is being fetched, or was. */
export interface FileRecord {
  /** Bytes of the whole file; undefined while no one has said. */
  readonly size: number | undefined;
  /** What the server calls this state of the file: another one is another file. */
  readonly validator: string | undefined;
  readonly sha256: string | undefined;
}

export interface ModelRecord extends HubModel {
  /** The commit that the revision stood for. */
  readonly commit: string | undefined;
  readonly complete: boolean;
  readonly files: Readonly<Record<string, FileRecord>>;
}

/** A model in the store: as a rule one that can be loaded without a network. */
export interface KeptModel extends HubModel {
  readonly commit: string | undefined;
  readonly bytes: number;
}

/** The folder of a model. Its name tells models of one name at two addresses apart. */
export function folderOf({ name, revision, baseUrl }: HubModel): string {
  return encodeURIComponent(`${baseUrl.replace(/^https?:\/\//, "")}/${name}@${revision}`).slice(0, 250);
}

/** What a file of a model is called in its folder of the store, where there are no further folders. */
export function storedName(file: string): string {
  return encodeURIComponent(file);
}

/** The record of a model; undefined if there is none, or none that can be read. */
export async function readRecord(store: FileStore, model: HubModel): Promise<ModelRecord | undefined> {
  const record = await readRecordIn(store, folderOf(model));
  const same =
    record !== undefined &&
    record.name === model.name &&
    record.revision === model.revision &&
    record.baseUrl === model.baseUrl;
  return same ? record : undefined;
}

/** @throws the store's error, such as a full disk's. */
export async function writeRecord(store: FileStore, record: ModelRecord): Promise<void> {
  await store.write(folderOf(record), recordFile, new TextEncoder().encode(JSON.stringify(record)));
}

/** All models that can be loaded without a network, by name. */
export async function listKept(store: FileStore): Promise<KeptModel[]> {
  const records = await allRecords(store);
  return records
    .filter(({ complete }) => complete)
    .map((record) =>
      keptModel(
        record,
        Object.values(record.files).reduce((sum, { size }) => sum + (size ?? 0), 0),
      ),
    );
}

/** Models whose download was broken off, by name, with the bytes that have come so far. */
export async function listUnfinished(store: FileStore): Promise<KeptModel[]> {
  const records = (await allRecords(store)).filter(({ complete }) => !complete);
  return Promise.all(records.map(async (record) => keptModel(record, await store.bytesIn(folderOf(record)))));
}

async function allRecords(store: FileStore): Promise<ModelRecord[]> {
  const records = await Promise.all((await store.folders()).map((folder) => readRecordIn(store, folder)));
  return records
    .filter((record) => record !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name) || a.revision.localeCompare(b.revision));
}

function keptModel({ name, revision, baseUrl, commit }: ModelRecord, bytes: number): KeptModel {
  return { name, revision, baseUrl, commit, bytes };
}

/** Removes a model and what has come of it. */
export function removeKept(store: FileStore, model: HubModel): Promise<void> {
  return store.remove(folderOf(model));
}

async function readRecordIn(store: FileStore, folder: string): Promise<ModelRecord | undefined> {
  try {
    const bytes = await store.read(folder, recordFile);
    return bytes === undefined ? undefined : checkedRecord(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // A record that was cut off in the writing is as good as none.
    return undefined;
  }
}

function checkedRecord(json: unknown): ModelRecord | undefined {
  const { name, revision, baseUrl, commit, complete, files } = (json ?? {}) as Record<string, unknown>;
  if (typeof name !== "string" || !isModelName(name) || typeof revision !== "string" || !isRevision(revision))
    return undefined;
  if (typeof baseUrl !== "string" || typeof files !== "object" || files === null) return undefined;
  return {
    name,
    revision,
    baseUrl: readBaseUrl(baseUrl),
    commit: typeof commit === "string" ? commit : undefined,
    complete: complete === true,
    files: Object.fromEntries(Object.entries(files).map(([file, record]) => [file, checkedFile(record)])),
  };
}

function checkedFile(record: unknown): FileRecord {
  const { size, validator, sha256 } = (record ?? {}) as Record<string, unknown>;
  return {
    size: Number.isSafeInteger(size) ? (size as number) : undefined,
    validator: typeof validator === "string" ? validator : undefined,
    sha256: isSha256(sha256) ? sha256 : undefined,
  };
}

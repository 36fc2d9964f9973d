/**
 * Downloads a model's files with progress, checks them against the folder's SHA256SUMS and keeps them in the browser's
 * cache. A cached file that fails the check is fetched again, so that a damaged cache never stops the page.
 */
import { EncoderError } from "./encoderError.ts";
import { joinBytes } from "./joinBytes.ts";
import { canHash, sha256 } from "./sha256.ts";
import { readModel, type EncoderModel, type ModelFiles } from "./model.ts";

/** Raise the version when the meaning of a cached file changes; caches of other versions are deleted. */
const cachePrefix = "isoscope-model-";
const cacheName = `${cachePrefix}v1`;

const fileNames = [
  "config.json",
  "tokenizer.json",
  "model.safetensors",
] as const satisfies readonly (keyof ModelFiles)[];
type FileName = (typeof fileNames)[number];

export interface DownloadOptions {
  /** Aborts the download; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with the bytes received so far and of all files; `total` is undefined while the server has not told it. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

/**
 * Downloads and reads the model in the folder at `baseUrl`, such as "./models/all-MiniLM-L6-v2".
 * @throws EncoderError `download-failed` or `file-corrupted`, else what readModel throws; the signal's reason when aborted.
 */
export async function downloadModel(baseUrl: string, options: DownloadOptions = {}): Promise<EncoderModel> {
  const folder = baseUrl.endsWith("/") ? baseUrl.slice(0, -1) : baseUrl;
  const cache = await openCache();
  const sums = await fetchChecksums(`${folder}/SHA256SUMS`, cache, options.signal);
  const progress = new DownloadProgress(options.onProgress);
  const download = (name: FileName) =>
    fetchChecked(`${folder}/${name}`, sums.get(name), cache, progress.of(name), options.signal);
  const [config, tokenizer, weights] = await Promise.all(fileNames.map(download));
  const name = decodeURIComponent(folder.slice(folder.lastIndexOf("/") + 1));
  return readModel(name, { "config.json": config, "tokenizer.json": tokenizer, "model.safetensors": weights });
}

/** Received and expected bytes of all files together. */
class DownloadProgress {
  private readonly received = new Map<string, number>();
  private readonly expected = new Map<string, number | undefined>();
  private readonly report: DownloadOptions["onProgress"];

  constructor(report: DownloadOptions["onProgress"]) {
    this.report = report;
  }

  of(name: FileName): (received: number, total: number | undefined) => void {
    return (receivedOfFile, totalOfFile) => {
      this.received.set(name, receivedOfFile);
      this.expected.set(name, totalOfFile);
      const totals = fileNames.map((file) => this.expected.get(file));
      const received = [...this.received.values()].reduce((sum, bytes) => sum + bytes, 0);
      this.report?.(
        received,
        totals.includes(undefined) ? undefined : totals.reduce<number>((sum, bytes) => sum + bytes!, 0),
      );
    };
  }
}

/** Undefined where there is no Cache API: in Node, and on pages without a secure context. */
async function openCache(): Promise<Cache | undefined> {
  if (typeof caches === "undefined") return undefined;
  try {
    for (const name of await caches.keys()) {
      if (name.startsWith(cachePrefix) && name !== cacheName) await caches.delete(name);
    }
    return await caches.open(cacheName);
  } catch {
    // Private windows and full disks refuse; the download works without.
    return undefined;
  }
}

/** The folder's checksums by file name: from the server, so that a new model replaces a cached one; offline, from the cache. */
async function fetchChecksums(
  url: string,
  cache: Cache | undefined,
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  let text: string;
  try {
    const response = await fetchOk(url, signal, "no-cache");
    text = await response.text();
    await keep(cache, url, new TextEncoder().encode(text));
  } catch (error) {
    signal?.throwIfAborted();
    const cached = await cache?.match(url);
    if (cached === undefined) throw error;
    text = await cached.text();
  }
  const sums = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line);
    if (match !== null) sums.set(match[2], match[1]);
  }
  for (const name of fileNames) {
    if (!sums.has(name)) throw new EncoderError("download-failed", { detail: "no-checksum", url, file: name });
  }
  return sums;
}

async function fetchChecked(
  url: string,
  sum: string | undefined,
  cache: Cache | undefined,
  onProgress: (received: number, total: number | undefined) => void,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const cached = await cache?.match(url);
  if (cached !== undefined) {
    const bytes = await readBody(cached, onProgress, signal);
    if (await matches(bytes, sum)) return bytes;
    await cache?.delete(url);
  }
  // "reload" goes past the browser's HTTP cache, which may hold an older or a damaged copy.
  for (const mode of ["default", "reload"] as const) {
    const bytes = await readBody(await fetchOk(url, signal, mode), onProgress, signal);
    if (await matches(bytes, sum)) {
      await keep(cache, url, bytes);
      return bytes;
    }
  }
  throw new EncoderError("file-corrupted", { detail: "wrong-checksum", url, checksum: sum ?? "" });
}

async function fetchOk(url: string, signal: AbortSignal | undefined, cache: RequestCache): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { cache, signal: signal ?? null });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new EncoderError("download-failed", { detail: "unreachable", url }, { cause });
  }
  if (!response.ok)
    throw new EncoderError("download-failed", {
      detail: "server-answer",
      url,
      status: response.status,
      statusText: response.statusText,
    });
  return response;
}

async function readBody(
  response: Response,
  onProgress: (received: number, total: number | undefined) => void,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const length = Number(response.headers.get("Content-Length") ?? NaN);
  // A compressed answer states its compressed length, and counts here come after decompression.
  const total = Number.isFinite(length) && response.headers.get("Content-Encoding") === null ? length : undefined;
  onProgress(0, total);
  const chunks: Uint8Array[] = [];
  let received = 0;
  try {
    for (const reader = response.body!.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      signal?.throwIfAborted();
      chunks.push(value);
      received += value.length;
      onProgress(received, total);
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw new EncoderError("download-failed", { detail: "broke-off", url: response.url, received }, { cause });
  }
  onProgress(received, received);
  return joinBytes(chunks);
}

async function matches(bytes: Uint8Array, sum: string | undefined): Promise<boolean> {
  return sum === undefined || !canHash() || (await sha256(bytes)) === sum;
}

/** Puts a file into the cache; a full disk is no reason to fail. */
async function keep(cache: Cache | undefined, url: string, bytes: Uint8Array): Promise<void> {
  try {
    await cache?.put(
      url,
      new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { "Content-Length": String(bytes.length) } }),
    );
  } catch {
    await cache?.delete(url).catch(() => false);
  }
}

/**
 * What the Hub says of a model's files before any is fetched: names, sizes, checksums, and the commit that the revision
 * stands for. A browser sees no header of a redirect, so this is the only place where it learns the checksum of a large
 * file. A plain mirror has no such list; the files then speak for themselves.
 */
import { askHub } from "./hubRequest.ts";
import { listingUrl, type HubModel } from "./hubAddress.ts";
import { ModelError } from "./modelFault.ts";

export interface ListedFile {
  readonly size: number | undefined;
  /** Of files in large file storage. */
  readonly sha256: string | undefined;
}

export interface HubListing {
  readonly commit: string | undefined;
  readonly files: ReadonlyMap<string, ListedFile>;
}

/** More than any list of files of a model. */
const longestListing = 20_000_000;

/** The list, or undefined where the server has none that can be read. @throws ModelError `rate-limited`; the signal's reason. */
export async function readListing(model: HubModel, signal: AbortSignal): Promise<HubListing | undefined> {
  let text: string;
  try {
    const response = await askHub({ model, file: "", url: listingUrl(model), signal });
    if (Number(response.headers.get("Content-Length") ?? 0) > longestListing) return undefined;
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    // The files' own answers are clearer than this one's. But a server that asks for patience is not asked again.
    if (error instanceof ModelError && error.fault.code === "rate-limited") throw error;
    return undefined;
  }
  return parseListing(text);
}

/** The list in the Hub's JSON; undefined if it is none. Nothing in it is trusted to be of the right type. */
function parseListing(text: string): HubListing | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { sha, siblings } = (json ?? {}) as Record<string, unknown>;
  if (!Array.isArray(siblings)) return undefined;
  const files = new Map<string, ListedFile>();
  for (const sibling of siblings as unknown[]) {
    const { rfilename, size, lfs } = (sibling ?? {}) as Record<string, unknown>;
    const { sha256 } = (lfs ?? {}) as Record<string, unknown>;
    if (typeof rfilename !== "string") continue;
    files.set(rfilename, {
      size: Number.isSafeInteger(size) && (size as number) >= 0 ? (size as number) : undefined,
      sha256: isSha256(sha256) ? sha256 : undefined,
    });
  }
  return { commit: typeof sha === "string" && /^[0-9a-f]{40}$/.test(sha) ? sha : undefined, files };
}

export function isSha256(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

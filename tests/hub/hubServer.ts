/**
 * A server that behaves like the Hugging Face Hub, for tests: a list of files with checksums, small files from the Hub
 * itself, large ones by a redirect to another origin, ranges, and the ways in which each of these goes wrong.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Files from here on are kept elsewhere, as the Hub does with large files. */
const largeFile = 10_000;
export const commit = "0123456789abcdef0123456789abcdef01234567";

/** How the server misbehaves; all off at first. */
export interface Trouble {
  /** Answers every question of this kind with a status. */
  status?: { readonly path: RegExp; readonly status: number; readonly code?: string };
  /** Answers this many questions with 429 first. */
  tooMany?: { times: number; readonly retryAfter: string };
  /** Cuts this many answers with a file's bytes after so many bytes. */
  cut?: { times: number; readonly after: number };
  /** Flips a bit in the last byte of each large file. */
  damaged?: boolean;
  /** Sends this many bytes less than the list says, as if that were all. */
  short?: number;
  noRanges?: boolean;
  /** A plain mirror: files, and nothing that describes them. */
  noListing?: boolean;
  /** Answers bytes slowly: so many milliseconds between pieces. */
  slow?: number;
}

export class HubServer {
  trouble: Trouble = {};
  /** Paths asked for, with the range if there was one. */
  readonly requests: string[] = [];
  private readonly models = new Map<string, ReadonlyMap<string, Uint8Array>>();
  private readonly hub: Server;
  private readonly storage: Server;

  constructor() {
    this.hub = createServer((request, response) => this.answer(request, response));
    this.storage = createServer((request, response) => this.answerStorage(request, response));
  }

  async start(): Promise<void> {
    for (const server of [this.hub, this.storage])
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }

  stop(): void {
    for (const server of [this.hub, this.storage]) {
      server.close();
      server.closeAllConnections();
    }
  }

  get baseUrl(): string {
    return addressOf(this.hub);
  }

  /** Both origins that a browser will ask. */
  get hosts(): string[] {
    return [this.hub, this.storage].map((server) => new URL(addressOf(server)).host);
  }

  publish(name: string, files: Readonly<Record<string, Uint8Array>>): void {
    this.models.set(name, new Map(Object.entries(files)));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(request.url!.split("?")[0]);
    this.log(request, path);
    allowOrigins(response);
    if (request.method === "OPTIONS")
      return void response.writeHead(200, { "Access-Control-Allow-Headers": "*" }).end();
    const { status, tooMany, noListing } = this.trouble;
    if (tooMany !== undefined && tooMany.times > 0) {
      tooMany.times -= 1;
      return void response.writeHead(429, { "Retry-After": tooMany.retryAfter }).end();
    }
    if (status?.path.test(path) === true)
      return void response
        .writeHead(status.status, status.code === undefined ? {} : { "X-Error-Code": status.code })
        .end();
    const listing = /^\/api\/models\/([^/]+\/[^/]+)\/revision\/(.+)$/.exec(path);
    const file = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
    const [, name, revision] = listing ?? file ?? [];
    const model = this.models.get(name ?? "");
    // Without a login the Hub does not tell a private model from one that does not exist.
    if (model === undefined) return void response.writeHead(401, { "X-Error-Code": "RepoNotFound" }).end();
    if (revision !== "main" && revision !== commit)
      return void response.writeHead(404, { "X-Error-Code": "RevisionNotFound" }).end();
    if (listing !== null) {
      if (noListing === true) return void response.writeHead(404).end();
      return void response
        .writeHead(200, { "Content-Type": "application/json" })
        .end(JSON.stringify({ id: name, sha: commit, siblings: siblingsOf(model) }));
    }
    const bytes = model.get(file![3]);
    if (bytes === undefined) return void response.writeHead(404, { "X-Error-Code": "EntryNotFound" }).end();
    if (bytes.length < largeFile) return this.sendBytes(request, response, bytes, `"${sha1(bytes)}"`);
    const headers = noListing === true ? {} : { "X-Linked-Size": bytes.length, "X-Linked-Etag": `"${sha256(bytes)}"` };
    response
      .writeHead(302, { Location: `${addressOf(this.storage)}/${encodeURIComponent(name)}/${file![3]}`, ...headers })
      .end();
  }

  private answerStorage(request: IncomingMessage, response: ServerResponse): void {
    const [, name, file] = request.url!.split("/").map(decodeURIComponent);
    this.log(request, `storage/${file}`);
    allowOrigins(response);
    // Where the Hub keeps large files, preflights fail: only plain requests get through.
    if (request.method === "OPTIONS") return void response.writeHead(403).end();
    const original = this.models.get(name)!.get(file)!;
    const bytes = this.trouble.damaged === true ? original.with(original.length - 1, original.at(-1)! ^ 1) : original;
    this.sendBytes(
      request,
      response,
      bytes.subarray(0, bytes.length - (this.trouble.short ?? 0)),
      `"${sha256(original)}"`,
    );
  }

  private sendBytes(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array, etag: string): void {
    const range = this.trouble.noRanges === true ? null : /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const start = range === null ? 0 : Number(range[1]);
    if (start >= bytes.length)
      return void response.writeHead(416, { "Content-Range": `bytes */${bytes.length}` }).end();
    const end = range === null || range[2] === "" ? bytes.length : Math.min(bytes.length, Number(range[2]) + 1);
    const part = bytes.subarray(start, end);
    const headers = { "Content-Length": part.length, ...(this.trouble.noListing !== true && { ETag: etag }) };
    response.writeHead(
      range === null ? 200 : 206,
      range === null ? headers : { ...headers, "Content-Range": `bytes ${start}-${end - 1}/${bytes.length}` },
    );
    const { cut } = this.trouble;
    if (cut !== undefined && cut.times > 0 && part.length > cut.after) {
      cut.times -= 1;
      response.write(part.subarray(0, cut.after), () => setTimeout(() => response.destroy(), 20));
    } else void this.sendPieces(response, part);
  }

  private async sendPieces(response: ServerResponse, bytes: Uint8Array): Promise<void> {
    const { slow } = this.trouble;
    const pieceBytes = slow === undefined ? bytes.length : 2000;
    for (let start = 0; start < bytes.length && !response.destroyed; start += pieceBytes) {
      response.write(bytes.subarray(start, start + pieceBytes));
      if (slow !== undefined) await new Promise((resolve) => setTimeout(resolve, slow));
    }
    response.end();
  }

  private log({ method, headers: { range } }: IncomingMessage, path: string): void {
    this.requests.push(`${method === "GET" ? "" : `${method} `}${path}${range === undefined ? "" : ` ${range}`}`);
  }
}

function allowOrigins(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader(
    "Access-Control-Expose-Headers",
    "X-Repo-Commit,X-Error-Code,ETag,Content-Range,X-Linked-Size,X-Linked-ETag",
  );
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function siblingsOf(model: ReadonlyMap<string, Uint8Array>) {
  return [...model].map(([rfilename, bytes]) => ({
    rfilename,
    size: bytes.length,
    blobId: sha1(bytes),
    ...(bytes.length >= largeFile && { lfs: { sha256: sha256(bytes), size: bytes.length, pointerSize: 134 } }),
  }));
}

const sha1 = (bytes: Uint8Array) => createHash("sha1").update(bytes).digest("hex");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

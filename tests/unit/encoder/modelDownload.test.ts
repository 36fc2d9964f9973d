/** Downloads from a real server on this machine. The browser's cache is tested in tests/browser/encoder. */
import { wordedLater } from "../sentences.ts";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { downloadModel } from "../../../src/encoder/modelDownload.ts";
import { readGolden } from "./nodeFixtures.ts";

const names = ["config.json", "tokenizer.json", "model.safetensors"] as const;
const original = new Map<string, Uint8Array>(names.map((name) => [name, readGolden(`tiny-gelu/${name}`)]));
const sums = names
  .map((name) => `${createHash("sha256").update(original.get(name)!).digest("hex")}  ${name}\n`)
  .join("");
original.set("SHA256SUMS", new TextEncoder().encode(sums));

/** What the server does next: its files, and the file after which it cuts the connection half-way. */
let files: Map<string, Uint8Array>;
let breaksOff: string | undefined;
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.url!.split("/").at(-1)!;
    const bytes = files.get(name);
    if (bytes === undefined) response.writeHead(404, "Not Found").end();
    else if (name === breaksOff) {
      response.writeHead(200, { "Content-Length": bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    } else response.writeHead(200, { "Content-Length": bytes.length }).end(bytes);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/tiny-gelu`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  files = new Map(original);
  breaksOff = undefined;
});

const damaged = (name: string) => {
  const bytes = Uint8Array.from(original.get(name)!);
  bytes[bytes.length - 1] ^= 1;
  return bytes;
};

test("a model is downloaded, named after its folder, with progress up to all bytes", async () => {
  const seen: [number, number | undefined][] = [];
  const model = await downloadModel(`${url}/`, { onProgress: (received, total) => seen.push([received, total]) });
  expect(model.name).toBe("tiny-gelu");
  expect(model.config.hiddenSize).toBe(12);
  const all = names.reduce((sum, name) => sum + original.get(name)!.length, 0);
  expect(seen.at(-1)).toEqual([all, all]);
  for (let i = 1; i < seen.length; i++) expect(seen[i][0]).toBeGreaterThanOrEqual(seen[i - 1][0]);
});

test.each(names)("a damaged %s is told apart from a missing one", async (name) => {
  files.set(name, damaged(name));
  await expect(wordedLater(downloadModel(url))).rejects.toMatchObject({
    code: "file-corrupted",
    message: expect.stringContaining(name) as string,
  });
  files.delete(name);
  await expect(wordedLater(downloadModel(url))).rejects.toMatchObject({
    code: "download-failed",
    message: expect.stringContaining(`${name} answered 404`) as string,
  });
});

test("a folder without checksums is no model", async () => {
  files.set("SHA256SUMS", new TextEncoder().encode("<!doctype html>"));
  await expect(wordedLater(downloadModel(url))).rejects.toMatchObject({
    code: "download-failed",
    message: expect.stringContaining("is there a model") as string,
  });
});

test("a connection that breaks off is an error with the bytes that came", async () => {
  breaksOff = "model.safetensors";
  const half = Math.floor(original.get(breaksOff)!.length / 2);
  await expect(wordedLater(downloadModel(url))).rejects.toMatchObject({
    code: "download-failed",
    message: expect.stringContaining(`broke off after ${half} bytes`) as string,
  });
});

test("no server is an error too", async () => {
  await expect(wordedLater(downloadModel("http://127.0.0.1:9/models/none"))).rejects.toMatchObject({
    code: "download-failed",
  });
});

test("an aborted download rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const download = downloadModel(url, {
    signal: controller.signal,
    onProgress: () => {
      controller.abort(new Error("closed"));
    },
  });
  await expect(wordedLater(download)).rejects.toThrow("closed");
});

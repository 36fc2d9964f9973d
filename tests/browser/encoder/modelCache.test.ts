/** The browser's cache of a model's files. The server's side of a download is tested in tests/unit/encoder. */
import { beforeEach, expect, test } from "vitest";
import { downloadModel } from "../../../src/encoder/modelDownload.ts";
import { modelUrl } from "./browserFixtures.ts";

const cacheName = "isoscope-model-v1";
const weightsUrl = `${modelUrl}/model.safetensors`;

beforeEach(async () => {
  await caches.delete(cacheName);
});

test("files are kept, and caches of other versions are deleted", async () => {
  await caches.open("isoscope-model-v0");
  await downloadModel(modelUrl);
  const cache = await caches.open(cacheName);
  const kept = (await cache.keys()).map(({ url }) => url.slice(modelUrl.length + 1)).sort();
  expect(kept).toEqual(["SHA256SUMS", "config.json", "model.safetensors", "tokenizer.json"]);
  expect(await caches.has("isoscope-model-v0")).toBe(false);
});

test("a damaged file in the cache is fetched again and repaired", async () => {
  await downloadModel(modelUrl);
  const cache = await caches.open(cacheName);
  const good = new Uint8Array(await (await cache.match(weightsUrl))!.arrayBuffer());
  for (const damaged of [good.slice(0, 1000), good.with(good.length - 1, good.at(-1)! ^ 1)]) {
    await cache.put(weightsUrl, new Response(damaged));
    expect((await downloadModel(modelUrl)).config.layers).toBe(6);
    expect(new Uint8Array(await (await cache.match(weightsUrl))!.arrayBuffer()).length).toBe(good.length);
  }
});

test("without a network the cache alone is enough", async () => {
  await downloadModel(modelUrl);
  const cache = await caches.open(cacheName);
  // An address where no server answers stands for the lost network.
  const unreachable = "https://127.0.0.1:9/models/all-MiniLM-L6-v2";
  for (const request of await cache.keys()) {
    await cache.put(request.url.replace(modelUrl, unreachable), (await cache.match(request))!);
  }
  expect((await downloadModel(unreachable)).name).toBe("all-MiniLM-L6-v2");
});

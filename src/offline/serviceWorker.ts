/// <reference lib="webworker" />
/**
 * Keeps the page's own files, so that it opens without a network after the first visit. A page with a network always
 * gets the newest index.html; the files that this names carry their content's hash in their names, so a kept one is
 * never stale. The model is kept by the page itself (modelDownload.ts).
 *
 * Imports nothing: it is built to one plain script.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

/** The folder that the site lies in; another one of the same origin has a cache of its own. */
const home = worker.registration.scope;
const cacheName = `isoscope-page ${home}`;
/** Made when the site is built: every file of it that belongs here, as an array of relative paths. */
const fileList = new URL("offline.json", home).href;

worker.addEventListener("install", (event) => {
  event.waitUntil(keepFiles().then(() => worker.skipWaiting()));
});
worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});
/** Each start of the page asks whether the site has changed since. */
worker.addEventListener("message", (event) => {
  event.waitUntil(keepFiles().catch(() => undefined));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(home)) return;
  if (request.mode === "navigate") event.respondWith(fromNetworkElseKept(request, home));
  else if (url.href.startsWith(new URL("assets/", home).href)) event.respondWith(keptElseFromNetwork(request));
});

/** Fetches the files that are missing, and forgets those that the site has no more. */
async function keepFiles(): Promise<void> {
  const response = await fetch(fileList, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${fileList}: ${response.status}`);
  const wanted = ((await response.json()) as string[]).map((path) => new URL(path, home).href);
  const cache = await caches.open(cacheName);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  // Only the page itself has a name that stays the same when its content changes.
  const missing = wanted.filter((url) => url === home || !kept.has(url));
  await cache.addAll(missing.map((url) => new Request(url, { cache: "no-cache" })));
  for (const url of kept) if (!wanted.includes(url)) await cache.delete(url);
}

async function fromNetworkElseKept(request: Request, keptAs: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(keptAs);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function keptElseFromNetwork(request: Request): Promise<Response> {
  return (await (await caches.open(cacheName)).match(request.url)) ?? fetch(request);
}

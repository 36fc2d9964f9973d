/** Lets the page be opened without a network from the second visit on. */

/**
 * Starts the service worker, once the page has time for it. Where a browser has none (private windows, pages without a
 * secure context) the page works as before, with a network.
 */
export function keepForOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  const start = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI));
    registration.active?.postMessage("the page has started");
  };
  window.setTimeout(() => void start().catch(() => undefined), quietMilliseconds);
}

/** By then the first picture has the network to itself no longer. */
const quietMilliseconds = 5000;

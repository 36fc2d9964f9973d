/** Vite plugin: lists the files of the built site in offline.json, for its service worker to keep. */
import type { Plugin } from "vite";

export const serviceWorkerEntry = "service-worker";

export function offlinePlugin(): Plugin {
  return {
    name: "isoscope-offline",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
        // "" is the page itself.
        this.emitFile({ type: "asset", fileName: "offline.json", source: JSON.stringify(["", ...files.sort()]) });
      },
    },
  };
}

/** `npm start`: installs what is missing, builds, serves the production build on localhost and prints the address. */
import { projectRoot } from "./install-missing.mjs";

const { build, preview } = await import("vite");
console.log("Building …");
await build({ root: projectRoot, logLevel: "warn" });
// If the port is taken, the next free one is used.
const headers = {
  // The page itself carries the rest of its policy; who may frame it can only be said here.
  "Content-Security-Policy": "frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
};
const server = await preview({ root: projectRoot, preview: { open: false, headers } });
console.log(`\n  IsoScope is ready: ${server.resolvedUrls?.local[0] ?? ""}   (Ctrl-C stops it)\n`);

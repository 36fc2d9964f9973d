/** `npm start`: installs what is missing, builds, serves the production build on localhost and prints the address. */
import { projectRoot } from "./install-missing.mjs";

const { build, preview } = await import("vite");
console.log("Building …");
await build({ root: projectRoot, logLevel: "warn" });
// If the port is taken, the next free one is used.
const server = await preview({ root: projectRoot, preview: { open: false } });
console.log(`\n  IsoScope is ready: ${server.resolvedUrls?.local[0] ?? ""}   (Ctrl-C stops it)\n`);

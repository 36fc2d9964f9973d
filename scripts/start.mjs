/** `npm start`: installs what is missing, builds, serves the production build on localhost and prints the address. */
import "./install-missing.mjs";

const { build, preview } = await import("vite");
await build({ logLevel: "warn" });
const server = await preview({ preview: { open: false } });
console.log("\n  IsoScope is ready:");
server.printUrls();

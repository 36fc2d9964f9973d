/** Builds the site once for all page tests and serves it the way any static host would: plain files, no headers. */
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  await build({ logLevel: "error", build: { outDir: "node_modules/.cache/page-tests", emptyOutDir: true } });
  const server = await preview({ logLevel: "error", build: { outDir: "node_modules/.cache/page-tests" }, preview: { port: 0, host: "127.0.0.1" } });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("the preview server has no port");
  project.provide("address", `http://127.0.0.1:${address.port}/`);
  return () => server.close();
}

declare module "vitest" {
  interface ProvidedContext {
    address: string;
  }
}

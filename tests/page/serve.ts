/** Builds the site once for all page tests and serves it the way any static host would: plain files, no headers. */
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";

/** Where the site lies that all page tests look at. */
export const builtSite = "node_modules/.cache/page-tests";

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  // The test runner has set it to "test", which would make a development build.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  await build({ logLevel: "error", build: { outDir: builtSite, emptyOutDir: true } });
  process.env.NODE_ENV = NODE_ENV;
  const server = await preview({
    logLevel: "error",
    build: { outDir: builtSite },
    preview: { port: 0, host: "127.0.0.1" },
  });
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

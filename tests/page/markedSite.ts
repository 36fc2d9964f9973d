/** The page built with the catalogue of marked words in place of English, and served as any static host would. */
import { join } from "node:path";
import { build, preview, type Plugin } from "vite";
import { pageWordsPlugin } from "../../scripts/pageWordsPlugin.ts";
import { markedMessages } from "../markedMessages.ts";

const root = join(import.meta.dirname, "../..");
const outDir = "node_modules/.cache/page-tests-marked";

/** Every language speaks in marks. */
const markedLanguages: Plugin = {
  name: "marked-languages",
  enforce: "pre",
  load: (id) =>
    id.endsWith("/src/messages/languages.ts")
      ? `import { markedMessages } from ${JSON.stringify(join(root, "tests/markedMessages.ts"))};
         export const messagesOf = () => markedMessages;`
      : null,
};

export interface Site {
  readonly address: string;
  readonly close: () => Promise<void>;
}

export async function serveMarkedSite(): Promise<Site> {
  // The test runner has set it to "test", which would make a development build.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  await build({
    root,
    logLevel: "error",
    // Before the page's own, which finds nothing left to fill in.
    plugins: [markedLanguages, { ...pageWordsPlugin(markedMessages), enforce: "pre" }],
    build: { outDir, emptyOutDir: true },
  });
  process.env.NODE_ENV = NODE_ENV;
  const server = await preview({
    root,
    logLevel: "error",
    build: { outDir },
    preview: { port: 0, host: "127.0.0.1" },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("the preview server has no port");
  return { address: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

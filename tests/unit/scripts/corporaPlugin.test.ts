import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { expect, test } from "vitest";
import { corporaPlugin } from "../../../scripts/corporaPlugin.ts";

test("a build writes each packaged text into a file of its own that loads by a relative path", async () => {
  const folder = mkdtempSync(join(tmpdir(), "isoscope-corpora-"));
  try {
    writeFileSync(
      join(folder, "index.js"),
      'export const load = { wordnet: () => import("virtual:corpora/wordnet-categories"), moby: () => import("virtual:corpora/moby-dick") };',
    );
    await build({
      root: folder,
      base: "./",
      configFile: false,
      logLevel: "error",
      plugins: [corporaPlugin()],
      build: { rolldownOptions: { input: join(folder, "index.js"), preserveEntrySignatures: "strict" } },
    });
    const files = readdirSync(join(folder, "dist/assets"));
    const entry = files.find((name) => name.startsWith("index"))!;
    const { load } = (await import(join(folder, "dist/assets", entry))) as {
      load: Record<string, () => Promise<{ default: { lines: unknown[]; notice: string } }>>;
    };
    expect((await load.wordnet!()).default).toMatchObject({ notice: expect.stringContaining("Princeton") as string });
    expect((await load.moby!()).default.lines.length).toBeGreaterThan(100);
    expect(readFileSync(join(folder, "dist/assets", entry), "utf8")).not.toContain("Ishmael");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an unknown name is an error of the build", () => {
  const plugin = corporaPlugin();
  const load = plugin.load as (this: { error: (message: string) => never }, id: string) => unknown;
  const context = {
    error: (message: string): never => {
      throw new Error(message);
    },
  };
  expect(() => load.call(context, "\0virtual:corpora/nothing")).toThrow("no packaged text of the name nothing");
  expect(load.call(context, "/some/file.ts")).toBeNull();
});

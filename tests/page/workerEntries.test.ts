/** The built site's workers. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtSite } from "./serve.ts";

test("no piece of the site imports from a worker's entry: WebKit would run the entry a second time", () => {
  const assets = join(builtSite, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const entries = scripts.filter((name) => /^(worker|\w+Worker)-/.test(name));
  expect(entries.map((name) => name.split("-")[0])).toEqual(["geometryWorker", "tableWorker", "worker"]);
  const importers = scripts.filter((script) => {
    const code = readFileSync(join(assets, script), "utf8");
    return entries.some((entry) => code.includes(`from"./${entry}"`) || code.includes(`import"./${entry}"`));
  });
  expect(importers).toEqual([]);
});

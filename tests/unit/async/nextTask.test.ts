import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a process that only waits for its next task stays alive for it, and ends after it", () => {
  const file = new URL("../../../src/async/nextTask.ts", import.meta.url).href;
  const script = `const { nextTask } = await import(${JSON.stringify(file)}); for (let i = 0; i < 200; i++) await nextTask(); console.log("resumed");`;
  const { stdout, status } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    encoding: "utf8",
    timeout: 50_000,
  });
  expect({ stdout, status }).toEqual({ stdout: "resumed\n", status: 0 });
});

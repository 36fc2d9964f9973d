/** Builds the site and holds what a first visit loads against the budgets of .size-limit.mjs. */
import { spawnSync } from "node:child_process";
import { build } from "vite";
import { projectRoot } from "./install-missing.mjs";

await build({
  root: projectRoot,
  logLevel: "error",
  // The model is not in the budget, and copying it would take most of the time.
  publicDir: false,
  build: { outDir: "node_modules/.cache/size-budget", emptyOutDir: true },
});
const { status } = spawnSync("npx", ["size-limit"], {
  cwd: projectRoot,
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exit(status ?? 1);

/**
 * `npm run lint`: everything that a machine can tell about the code without running it. The checks run side by side; all
 * of them run, whichever fails, and what a failing one has to say is printed at the end.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { projectRoot } from "./install-missing.mjs";

/** What each check is for, and its command, the slowest first. */
const checks = [
  ["rules for code", "npx eslint ."],
  ["size of the first load", "node scripts/size-budget.mjs"],
  ["types", "npx tsc --noEmit"],
  ["types of array entries", "node scripts/indexed-access.mjs"],
  ["unused files, exports and packages", "npx knip"],
  ["import directions and cycles", "npx depcruise --config .dependency-cruiser.mjs src tests scripts"],
  ["format", "npx prettier --check --log-level warn ."],
];

/** Runs a command; resolves to its exit status and all it has printed. */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: projectRoot, shell: true, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    child.stdout.on("data", (bytes) => output.push(bytes));
    child.stderr.on("data", (bytes) => output.push(bytes));
    child.on("close", (status) => resolve({ status: status ?? 1, output: Buffer.concat(output).toString() }));
  });
}

const waiting = [...checks];
const failures = [];

async function work() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const [purpose, command] = check;
    const start = performance.now();
    const { status, output } = await run(command);
    console.log(`${status === 0 ? "✓" : "✗"} ${purpose} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    if (status !== 0) failures.push({ purpose, command, output });
  }
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, work));
for (const { purpose, command, output } of failures) console.error(`\n── ${purpose}: ${command}\n${output}`);
process.exit(failures.length === 0 ? 0 : 1);

/**
 * Installs the packages of package-lock.json when they are missing or out of date, so that each npm script
 * works as the first command in a fresh clone. Uses Node's own modules only.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..");

/** npm keeps a copy of the lock file it installed from; a version that differs means that an install is due. */
function packagesAreInstalled() {
  const installed = join(projectRoot, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || present[path]?.version === entry.version,
  );
}

if (!packagesAreInstalled()) {
  console.error("Installing packages (npm ci) …");
  // Standard output stays free for the command that follows, such as `npm run -s measure -- --json`.
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: projectRoot,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

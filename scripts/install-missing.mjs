/**
 * Installs the packages of package-lock.json when they are missing or out of date, so that each npm script
 * works as the first command in a fresh clone. Uses Node's own modules only.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isVersionAtLeast, packagesAreInstalled } from "./installed-packages.mjs";

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..");

const { engines } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
if (!isVersionAtLeast(process.versions.node, engines.node)) {
  console.error(
    `IsoScope needs Node ${engines.node.replace(">=", "")} or newer; this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}

if (!packagesAreInstalled(projectRoot)) {
  console.error("Installing packages (npm ci) …");
  // Standard output stays free for the command that follows, such as `npm run -s measure -- --json`.
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: projectRoot,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (error) console.error(`npm could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Whether the installed packages are those of the lock file. Uses Node's own modules only: it runs before any install. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

/**
 * npm keeps a copy of the lock file it installed from; a version that is missing or differs means that an install is
 * due. Optional packages may be missing: they are for other systems.
 */
export function packagesAreInstalled(root) {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, entry]) => path === "" || entry.optional === true || present[path]?.version === entry.version,
  );
}

/** True if a version such as "20.19.0" is at least a minimum such as ">=20.19.0". */
export function isVersionAtLeast(version, minimum) {
  const numbers = (text) =>
    text
      .replace(/^[^\d]*/, "")
      .split(".")
      .map(Number);
  const [have, need] = [numbers(version), numbers(minimum)];
  const differing = need.findIndex((part, index) => have[index] !== part);
  return differing === -1 || have[differing] > need[differing];
}

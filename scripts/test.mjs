/**
 * `npm test`: installs what is missing (a Chromium too), then runs the checks of `npm run lint` and every test.
 * Arguments go to Vitest: `npm test -- --project unit`.
 */
import { spawnSync } from "node:child_process";
import { projectRoot } from "./install-missing.mjs";

// Only now: it needs an installed package.
const { findChromium } = await import("./chromium.mjs");
const { findFirefox, findWebKit } = await import("./otherBrowsers.mjs");

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: projectRoot,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

const vitestArguments = process.argv.slice(2);
if (findChromium() === undefined) run("npx", ["playwright", "install", "chromium"]);
for (const [name, found, packages] of [
  ["Firefox", findFirefox(), "firefox-esr"],
  ["WebKit", findWebKit(), "webkit2gtk-driver xvfb"],
])
  if (found === undefined)
    console.warn(`${name} is not installed (Debian: ${packages}): its smoke tests are left out.`);
run("node", ["scripts/lint.mjs"]);
run("npx", ["vitest", "run", ...vitestArguments]);

/** Where a Chromium is and how the tests start it. WebGPU needs the full browser; the headless shell has none. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of the system's Chromium, else of Playwright's own download, else undefined. CHROMIUM_PATH overrides. */
export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => systemNames.map((name) => join(folder, name))).find(isExecutable);
  const candidates = [process.env.CHROMIUM_PATH, onPath, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/** Software WebGPU (SwiftShader), and none of the browser's own traffic, so that tests run the same offline. */
export const chromiumArguments = [
  "--no-sandbox",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** Launch options for Playwright: the full Chromium in its new headless mode. */
export function chromiumLaunchOptions() {
  const executablePath = findChromium();
  return { ...(executablePath && { executablePath }), args: chromiumArguments };
}

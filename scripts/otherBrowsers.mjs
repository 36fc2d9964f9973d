/** Where Firefox and WebKit are, the two engines beside Chromium in which the smoke tests open the built page. */
import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isExecutable } from "./chromium.mjs";

/** Path of the first program of these names in the folders of PATH, else undefined. */
function onPath(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** Path of the system's Firefox, else undefined. FIREFOX_PATH overrides. */
export function findFirefox() {
  return process.env.FIREFOX_PATH ?? onPath("firefox-esr", "firefox");
}

/** WebKitGTK's small browser has no place on PATH: Debian keeps it beside the library, a folder for each of its interfaces. */
function findMiniBrowser() {
  const libraries = ["/usr/lib", "/usr/libexec"].flatMap((root) => {
    try {
      return readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) => [join(root, name), ...webkitFolders(join(root, name))])
        .concat(webkitFolders(root));
    } catch {
      return [];
    }
  });
  return libraries.map((folder) => join(folder, "MiniBrowser")).find(isExecutable);
}

function webkitFolders(folder) {
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith("webkit"))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * WebKitGTK's driver, its browser, and the X server without a screen that both are shown on; undefined where one of them
 * is missing. Debian: webkit2gtk-driver and xvfb.
 */
export function findWebKit() {
  const driver = onPath("WebKitWebDriver");
  const screen = onPath("Xvfb");
  const browser = findMiniBrowser();
  return driver && screen && browser ? { driver, screen, browser } : undefined;
}

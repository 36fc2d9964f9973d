import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isVersionAtLeast, packagesAreInstalled } from "../../../scripts/installed-packages.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "isoscope-install-"));
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function writeLock(file: string, packages: Record<string, { version?: string; optional?: boolean }>): void {
  writeFileSync(join(root, file), JSON.stringify({ packages }));
}

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/for-another-system": { version: "2.0.0", optional: true },
};

test("packages are installed if npm's own record has each wanted version", () => {
  writeLock("package-lock.json", wanted);
  expect(packagesAreInstalled(root)).toBe(false);
  writeLock("node_modules/.package-lock.json", {
    "node_modules/a": { version: "1.0.0" },
    "node_modules/extra": { version: "3.0.0" },
  });
  expect(packagesAreInstalled(root)).toBe(true);
  writeLock("node_modules/.package-lock.json", { "node_modules/a": { version: "0.9.9" } });
  expect(packagesAreInstalled(root)).toBe(false);
  writeLock("node_modules/.package-lock.json", {});
  expect(packagesAreInstalled(root)).toBe(false);
});

test.each([
  ["20.19.0", ">=20.19.0", true],
  ["20.19.1", ">=20.19.0", true],
  ["22.0.0", ">=20.19.0", true],
  ["20.9.5", ">=20.19.0", false],
  ["18.99.99", ">=20.19.0", false],
])("Node %s against %s: %s", (version, minimum, enough) => expect(isVersionAtLeast(version, minimum)).toBe(enough));

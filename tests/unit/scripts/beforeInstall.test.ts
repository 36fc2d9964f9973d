import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const scripts = join(import.meta.dirname, "../../../scripts");

/** What a module and the modules it imports statically import from elsewhere: all of it is resolved before the first line runs. */
function staticImports(file: string): string[] {
  const specifiers = [...readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^;(]*?["']([^"']+)["'];?$/gm)].map(
    ([, specifier]) => specifier!,
  );
  return specifiers.flatMap((specifier) =>
    specifier.startsWith(".") ? staticImports(join(dirname(file), specifier)) : [specifier],
  );
}

test.each(["start.mjs", "test.mjs", "install-missing.mjs"])(
  "%s starts in a fresh clone, where no package is installed",
  (name) => {
    const imports = staticImports(join(scripts, name));
    expect(imports).toContain("node:child_process");
    expect(imports.filter((specifier) => !specifier.startsWith("node:"))).toEqual([]);
  },
);

test("what needs a package is found to need it", () => {
  expect(staticImports(join(scripts, "chromium.mjs"))).toContain("playwright");
});

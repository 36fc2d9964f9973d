// Compiles src/geometry/arithmetic/kernels.as to WebAssembly and writes it as text to kernelBytes.ts beside it.
// Needed only after a change of kernels.as. The compiler is fetched by npx: at 100 MB it is no everyday dependency.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = new URL("../src/geometry/arithmetic/", import.meta.url);
const source = new URL("kernels.as", folder);
const work = mkdtempSync(join(tmpdir(), "kernels-"));
try {
  copyFileSync(source, join(work, "kernels.ts"));
  execFileSync(
    "npx",
    [
      "--yes",
      "--package",
      "assemblyscript@0.28.20",
      "asc",
      "kernels.ts",
      "--outFile",
      "kernels.wasm",
      "--enable",
      "simd",
      "--runtime",
      "stub",
      "--importMemory",
      "--noAssert",
      "-O3",
      "--converge",
    ],
    { cwd: work, stdio: ["ignore", "inherit", "inherit"] },
  );
  const bytes = readFileSync(join(work, "kernels.wasm"));
  const lines = bytes
    .toString("base64")
    .match(/.{1,110}/g)
    .map((line) => `  "${line}"`);
  const hash = createHash("sha256").update(readFileSync(source)).digest("hex");
  writeFileSync(
    new URL("kernelBytes.ts", folder),
    `/** kernels.as, compiled by scripts/compile-kernels.mjs, in base64. */\nexport const kernelBytes =\n${lines.join(" +\n")};\n\n/** SHA-256 of the kernels.as that this was compiled from. */\nexport const kernelSource = "${hash}";\n`,
  );
  console.log(`${bytes.length} bytes of WebAssembly`);
} finally {
  rmSync(work, { recursive: true });
}

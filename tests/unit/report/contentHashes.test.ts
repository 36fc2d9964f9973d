import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textHash } from "../../../src/corpora/textHash.ts";
import { programVersion } from "../../../src/report/programVersion.ts";
import { bytesSource } from "../../../src/vectors/byteSource.ts";
import { reportFile } from "../../../src/vectors/fileHash.ts";

const nodes = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

test("a file's digest is Node's, whatever its length and its pieces", async () => {
  for (let length = 0; length < 130; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect(await reportFile(bytesSource("a", bytes))).toEqual({ name: "a", bytes: length, sha256: nodes(bytes) });
  }
  // More than one piece of 8 MiB, and a last one of a few bytes.
  const long = new Uint8Array(2 ** 23 + 77).fill(7);
  long.set([1, 2, 3, 4], 2 ** 23 - 2);
  expect((await reportFile(bytesSource("long", long))).sha256).toBe(nodes(long));
});

test("a text's hash is that of its lines with a line feed between two", () => {
  expect(textHash(["a", "ü日", "b"])).toBe(nodes("a\nü日\nb"));
  const lines = fc.array(fc.string({ unit: "grapheme", maxLength: 200 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lines, (parts) => {
      expect(textHash(parts)).toBe(nodes(parts.join("\n")));
    }),
    { numRuns: 300 },
  );
});

test("the version in files is that of the package", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(programVersion).toBe(version);
});

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textHash } from "../../../src/corpora/textHash.ts";
import { Sha256 } from "../../../src/files/sha256.ts";
import { programVersion } from "../../../src/report/programVersion.ts";

test("the digest is Node's, however the bytes are cut", () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const [own, nodes] = [new Sha256(), createHash("sha256")];
      for (const part of parts) {
        own.update(part);
        nodes.update(part);
      }
      expect(own.digest()).toBe(nodes.digest("hex"));
    }),
    { numRuns: 300 },
  );
  for (let length = 0; length < 130; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect(new Sha256().update(bytes).digest()).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});

test("a text's hash is that of its lines with a line feed between two", () => {
  expect(textHash(["a", "ü日", "b"])).toBe(createHash("sha256").update("a\nü日\nb").digest("hex"));
});

test("the version in files is that of the package", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(programVersion).toBe(version);
});

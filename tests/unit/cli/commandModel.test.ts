/** `--model` with a name, against a server that behaves like the Hub. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { MeasureReport } from "../../../src/report/measureReport.ts";
import { HubServer } from "../../hub/hubServer.ts";
import { words } from "../../words.ts";
import { goldenFolder, readGolden } from "../encoder/nodeFixtures.ts";

const server = new HubServer();
const caches = mkdtempSync(join(tmpdir(), "isoscope-caches-"));
beforeAll(async () => {
  await server.start();
  server.publish(
    "lab/tiny",
    Object.fromEntries(
      ["config.json", "tokenizer.json", "model.safetensors"].map((name) => [name, readGolden(`tiny-relu/${name}`)]),
    ),
  );
  vi.stubEnv("HF_ENDPOINT", server.baseUrl);
  vi.stubEnv("XDG_CACHE_HOME", caches);
  vi.stubEnv("LOCALAPPDATA", caches);
});
afterAll(() => {
  server.stop();
  rmSync(caches, { recursive: true });
  vi.unstubAllEnvs();
});
afterEach(() => {
  server.trouble = {};
});

async function measure(model: string) {
  const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
  streams.input.end("the cat sat\na mat\nb c a\n");
  const status = await main(words, ["--model", model, "--json"], streams);
  return { status, output: String(streams.output.read() ?? ""), errors: String(streams.errors.read() ?? "") };
}

const report = ({ output }: { output: string }) => JSON.parse(output) as MeasureReport;

test("a name is fetched once, with progress, and measures what the folder's files do", async () => {
  const first = await measure("lab/tiny");
  expect(first.status).toBe(0);
  expect(first.errors).toContain(words.command.downloading("lab/tiny"));
  expect(report(first).model).toBe("lab/tiny");
  expect(report(first).layers).toEqual(report(await measure(join(goldenFolder, "tiny-relu"))).layers);
  const asked = server.requests.length;
  expect(report(await measure("lab/tiny")).layers).toEqual(report(first).layers);
  expect(server.requests).toHaveLength(asked);
  if (process.platform === "linux") expect(readdirSync(join(caches, "isoscope", "models"))).toHaveLength(1);
});

test.each([
  ["no/such/folder", { code: "name-invalid", name: "no/such/folder" }],
  ["lab/none", { code: "not-permitted", name: "lab/none", gated: false }],
  ["lab/tiny@v9", { code: "no-such-revision", name: "lab/tiny", revision: "v9" }],
] as const)("%s ends with status 2 and one line", async (model, fault) => {
  const { status, output, errors } = await measure(model);
  expect({ status, output }).toEqual({ status: 2, output: "" });
  const lines = errors
    .trimEnd()
    .split("\n")
    .filter((line) => !line.endsWith("%"));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toBe(words.command.badModel(model, fault.code, words.models.fault(fault)));
});

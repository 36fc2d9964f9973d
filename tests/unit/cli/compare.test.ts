/** `measure --compare` and `--compare-model`: two runs and the similarity of their layers, on real small models. */
import { worded } from "../sentences.ts";
import { words } from "../../words.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments.ts";
import type { ComparisonReport } from "../../../src/report/comparisonTable.ts";
import { main } from "../../../src/cli/main.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { linesOf, wordsOf } from "../engine/sessionListener.ts";

const modelFolder = (name: string) => join(import.meta.dirname, "../../golden/encoder", name);
const { model } = tinyModel("tiny-gelu");
const lines = linesOf(wordsOf(model), 30, 1);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "isoscope-compare-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function textFile(name: string, content: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, content.join("\n"));
  return path;
}

async function measure(...argv: string[]): Promise<{ status: number; output: string; errors: string }> {
  const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
  streams.input.end();
  const status = await main(words, argv, streams);
  return { status, output: String(streams.output.read() ?? ""), errors: String(streams.errors.read() ?? "") };
}

async function compare(...argv: string[]): Promise<ComparisonReport> {
  const { status, output } = await measure(...argv, "--json");
  expect(status).toBe(0);
  return JSON.parse(output) as ComparisonReport;
}

function similarityOf({ crossSimilarity }: ComparisonReport) {
  if ("notDefined" in crossSimilarity) throw new Error(crossSimilarity.notDefined);
  return crossSimilarity;
}

test("a text beside an edited one: both reports, and CKA over the lines that stayed", async () => {
  const report = await compare(
    "--model",
    modelFolder("tiny-gelu"),
    "--text",
    textFile("a.txt", lines),
    "--compare",
    textFile("b.txt", lines.slice(6)),
  );
  expect(report.runs.map(({ text }) => text!.sentences)).toEqual([30, 24]);
  const { cka, pairedBy, pointsAre, pairs } = similarityOf(report);
  expect([pairedBy, pointsAre]).toEqual(["token", "as shown"]);
  expect(pairs).toBe(lines.slice(6).join(" ").split(" ").length);
  cka.forEach((row, layer) => expect(row[layer]).toBeCloseTo(1, 9));
});

test("one text in two models, layers chosen: rows and columns bear their numbers", async () => {
  const argv = [
    "--model",
    modelFolder("tiny-gelu"),
    "--text",
    textFile("a.txt", lines),
    "--compare-model",
    modelFolder("tiny-relu"),
    "--layers",
    "0,2",
  ];
  const report = await compare(...argv);
  expect(report.runs.map((run) => run.model)).toEqual(["tiny-gelu", "tiny-relu"]);
  const { cka } = similarityOf(report);
  expect(cka.map((row) => row.length)).toEqual([2, 2]);
  const { output } = await measure(...argv);
  const table = output.slice(output.indexOf("Linear CKA")).split("\n");
  expect(table[1].trim().split(/\s+/)).toEqual(["layer", "0", "2"]);
  expect(table.slice(2, 4).map((row) => row.trim().split(/\s+/)[0])).toEqual(["0", "2"]);
  expect(table[2].trim().split(/\s+/).slice(1)).toEqual(cka[0].map((value) => value!.toFixed(3)));
});

test("other texts with as many lines are compared as sentences, with others not at all", async () => {
  const other = linesOf(wordsOf(model), 30, 9);
  const base = ["--model", modelFolder("tiny-gelu"), "--text", textFile("a.txt", lines), "--compare"];
  expect(similarityOf(await compare(...base, textFile("c.txt", other)))).toMatchObject({
    pointsAre: "sentences",
    pairedBy: "line-number",
    pairs: 30,
  });
  expect((await compare(...base, textFile("d.txt", other.slice(1)))).crossSimilarity).toEqual({
    notDefined: "different-lines",
  });
});

test("what can't be compared is refused in one line", async () => {
  expect(worded(() => parseArguments(["--compare-model", "m"]))).toThrow(words.command.standardInputOnce);
  expect(worded(() => parseArguments(["--compare", "-"]))).toThrow(words.command.standardInputOnce);
  expect(worded(() => parseArguments(["--vectors", "a.npy", "--compare", "b.txt"]))).toThrow(
    words.command.notWithVectors("compare"),
  );
  expect(parseArguments(["--text", "a", "--compare", "-"])).toMatchObject({ file: "a", compare: { file: "-" } });
  const { status, errors } = await measure(
    "--text",
    textFile("a.txt", lines),
    "--model",
    modelFolder("tiny-gelu"),
    "--compare",
    join(folder, "missing.txt"),
  );
  expect(status).toBe(2);
  expect(errors.trim().split("\n").at(-1)).toBe(words.command.unreadable(join(folder, "missing.txt"), "ENOENT", ""));
});

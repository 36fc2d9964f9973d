/** With a catalogue of marked words, all that the commands print for people is marked. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main as lab } from "../../../src/cli/lab/main.ts";
import { main as measure } from "../../../src/cli/main.ts";
import { markedMessages, unmarkedWords } from "../../markedMessages.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { linesOf, wordsOf } from "../engine/sessionListener.ts";

const modelFolder = join(import.meta.dirname, "../../golden/encoder/tiny-gelu");
const vectorsFolder = join(import.meta.dirname, "../../golden/vectors");
let folder: string;

/** Writes a file whose name and content hold no Latin letters but those given. */
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "isoscope-"));
  const lines = linesOf(wordsOf(tinyModel("tiny-gelu").model), 24, 1);
  file("1.txt", lines.join("\n"));
  file("2.txt", lines.slice(3).join("\n"));
  file("3.txt", ["text,label", ...lines.map((line, index) => `${line},${index % 2}`)].join("\n"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Names of the model, the backend and the files: no words of a language. */
const names = ["tiny-gelu", "wasm", "three_dimensions"];

/** Runs a command, and holds what it prints on both streams to the marks. An argument such as 1.txt is the file of that name; - is a file of vectors. */
async function expectMarked(command: typeof measure, status: number, argv: readonly string[]): Promise<void> {
  const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
  streams.input.end(argv.includes("-") ? readFileSync(join(vectorsFolder, "three_dimensions.npy")) : "");
  const given = argv.map((argument) => (/^[123]\.txt$/.test(argument) ? join(folder, argument) : argument));
  expect(await command(markedMessages, given, streams)).toBe(status);
  const text = `${String(streams.output.read() ?? "")}${String(streams.errors.read() ?? "")}`;
  expect(text).toContain("⟦");
  const withoutNames = [...given, ...names].reduce((rest, name) => rest.replaceAll(name, ""), text);
  expect(unmarkedWords(withoutNames)).toEqual([]);
}

test("marks are seen: a bare word is reported, a marked one is not", () => {
  expect(unmarkedWords("⟦Layer ⟦two⟧⟧ 3 bare n")).toEqual(["bare"]);
});

test("prose that a message is given is reported, unless it is marked; a code or a file's name is not", () => {
  const { loadingModel, downloading } = markedMessages.command;
  expect(unmarkedWords(downloading("some bare words"))).toEqual(["some", "bare", "words"]);
  expect(unmarkedWords(downloading(loadingModel))).toEqual([]);
  expect(unmarkedWords(downloading("model.safetensors"))).toEqual([]);
});

test.each<[string, number, readonly string[]]>([
  ["its help", 0, ["--help"]],
  ["a text", 0, ["--text", "1.txt", "--model", modelFolder]],
  [
    "a text by sentence, shrunk",
    0,
    ["--text", "1.txt", "--model", modelFolder, "--unit", "sentences", "--zeta", "0.3"],
  ],
  ["two texts", 0, ["--text", "1.txt", "--compare", "2.txt", "--model", modelFolder]],
  ["vectors", 0, ["--vectors", join(vectorsFolder, "three_dimensions.npy")]],
  ["vectors from standard input", 0, ["--vectors", "-"]],
  ["vectors with rows left out", 0, ["--vectors", join(vectorsFolder, "not_finite.parquet"), "--drop-not-finite"]],
  ["vectors that can't be used", 2, ["--vectors", join(vectorsFolder, "not_finite.parquet")]],
  ["an unknown option", 2, ["--0"]],
  ["an option without its value", 2, ["--text"]],
  ["an option for a value", 2, ["--text", "--json"]],
  ["a value that an option does not take", 2, ["--json=0"]],
  ["an argument without an option", 2, ["0"]],
  ["a value out of range", 2, ["--text", "1.txt", "--zeta", "7"]],
  ["a file that is not there", 2, ["--text", "0.txt"]],
  ["a file that is no text", 2, ["--text", join(vectorsFolder, "three_dimensions.npy"), "--model", modelFolder]],
])("measure: %s", (_, status, argv) => expectMarked(measure, status, argv));

const quick = ["--model", modelFolder, "--epochs", "1", "--batch", "4"];

test.each<[string, number, readonly string[]]>([
  ["its help", 0, ["--help"]],
  ["a run", 0, ["--data", "3.txt", ...quick]],
  ["two seeds of two λ", 0, ["--data", "3.txt", "--lambda", "-1,1", "--seeds", "2", ...quick]],
  ["a sweep", 0, ["--data", "3.txt", "--sweep", "--seeds", "1", ...quick]],
  ["no data", 2, []],
  ["an unknown option", 2, ["--0"]],
  ["a text without labels", 2, ["--data", "1.txt", "--model", modelFolder]],
])("lab: %s", (_, status, argv) => expectMarked(lab, status, argv));

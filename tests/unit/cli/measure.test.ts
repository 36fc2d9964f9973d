import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { measureIds } from "../../../src/geometry/measures/table.ts";
import type { MeasureReport } from "../../../src/report/measureReport.ts";
import { programVersion } from "../../../src/report/programVersion.ts";
import { saying, words } from "../../words.ts";

const projectRoot = join(import.meta.dirname, "../../..");
const golden = join(projectRoot, "tests/golden/measure");
const sentences = join(golden, "sentences.txt");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "isoscope-measure-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The command in this process, on streams of its own. */
async function measure(
  argv: readonly string[],
  input: string | Uint8Array = "",
): Promise<{ status: number; output: string; errors: string }> {
  const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
  streams.input.end(input);
  const status = await main(words, argv, streams);
  return { status, output: String(streams.output.read() ?? ""), errors: String(streams.errors.read() ?? "") };
}

async function reportOf(argv: readonly string[], input: string | Uint8Array = ""): Promise<MeasureReport> {
  const { status, output } = await measure([...argv, "--json"], input);
  expect(status).toBe(0);
  return JSON.parse(output) as MeasureReport;
}

/** Writes points as a float64 .npy file and returns its path. */
function writeCloud(name: string, points: readonly (readonly number[])[]): string {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${points.length}, ${points[0]!.length}), }\n`;
  const start = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length, 0]);
  const path = join(folder, name);
  writeFileSync(
    path,
    Buffer.concat([start, Buffer.from(header), Buffer.from(Float64Array.from(points.flat()).buffer)]),
  );
  return path;
}

/** The rows of a table of values without quotes, by the names of its columns. */
async function csvOf(argv: readonly string[], input = ""): Promise<Readonly<Record<string, string>>[]> {
  const { status, output } = await measure([...argv, "--csv"], input);
  expect(status).toBe(0);
  const [columns, ...rows] = output
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(columns!.map((column, index) => [column, row[index]!])));
}

describe("where the figures come from", () => {
  const hash = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

  test("of a file of vectors, its name and hash, and those of the reference", async () => {
    const points = Array.from({ length: 12 }, (_, i) => [i % 5, (i * i) % 7, i % 3]);
    const [cloud, reference] = [writeCloud("cloud.npy", points), writeCloud("reference.npy", points.slice(2))];
    const argv = ["--vectors", cloud, "--zeta", "0.5", "--reference", reference];
    const report = await reportOf(argv);
    const sha256 = hash(readFileSync(cloud));
    expect(report).toMatchObject({
      version: programVersion,
      status: { state: "complete" },
      vectors: { files: [{ name: "cloud.npy", bytes: readFileSync(cloud).length, sha256 }], array: null },
      reference: "reference.npy",
      referenceSha256: hash(readFileSync(reference)),
    });
    const [row] = await csvOf(argv);
    expect(row).toMatchObject({ source: "cloud.npy", sourceSha256: sha256, zeta: "0.5", seed: "1", dtype: "float64" });
    expect(Number(row!.isoScoreStar)).toBe(report.layers[0]!.isoScoreStar);
    const { low } = report.layers[0]!.intervals!.isoScoreStar as { low: number };
    expect(Number(row!.isoScoreStar_low)).toBe(low);
  });

  test("of a text, its hash whatever ends its lines, the model and its fingerprint", async () => {
    const argv = ["--layers", "0", "--no-intervals"];
    const report = await reportOf(argv, "One line.\r\n\r\nAnother one.\r\n");
    expect(report.text).toMatchObject({ name: null, sha256: hash("One line.\nAnother one.") });
    expect(report.modelFingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(report.maximumTokens).toBeGreaterThan(0);
    const [row] = await csvOf(argv, "One line.\nAnother one.");
    expect(row).toMatchObject({
      sourceSha256: report.text!.sha256,
      modelFingerprint: report.modelFingerprint,
      version: programVersion,
    });
    expect(row!.missing).toContain("intervals: not-estimated");
  });
});

describe("a cloud checked by hand", () => {
  // Covariance diag(8/3, 2/3): T = 10/3, F = 68/9, PR = 100/68; singular values √8 and √2.
  const points = [
    [2, 0],
    [-2, 0],
    [0, 1],
    [0, -1],
  ];

  test("has the values that follow from its definition", async () => {
    const report = await reportOf(["--vectors", writeCloud("cross.npy", points)]);
    expect(report).toMatchObject({ model: null, backend: null, unit: "vectors", seed: 1, zeta: 0 });
    expect(report.layers).toHaveLength(1);
    const [layer] = report.layers;
    expect(layer).toMatchObject({ layer: 0, n: 4, d: 2, componentsFor90: 2, outlierDimensions: [], duplicates: 0 });
    expect(layer!.isoScore).toBeCloseTo(100 / 68 - 1, 12);
    expect(layer!.isoScoreStar).toBeCloseTo(100 / 68 - 1, 12);
    expect(layer!.isoScoreNull).toBeCloseTo(2 / 6, 12);
    expect(layer!.participationRatio).toBeCloseTo(100 / 68, 12);
    expect(layer!.effectiveRank).toBeCloseTo(Math.exp(-(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3)), 12);
    expect(layer!.stableRank).toBeCloseTo(1.25, 12);
    expect(layer!.averageCosine).toBeCloseTo(-1 / 3, 12);
    expect(layer!.partition).toBeCloseTo((2 * Math.cosh(1) + 2) / (2 * Math.cosh(2) + 2), 12);
    expect(layer!.eigenvalues[0]).toBeCloseTo(8 / 3, 12);
    expect(layer!.eigenvalues[1]).toBeCloseTo(2 / 3, 12);
  });

  test("leans on a reference by ζ", async () => {
    // Σ_ζ = diag(5/3, 2/3): PR = (7/3)² / (29/9) = 49/29.
    const reference = writeCloud("reference.npy", [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]);
    const report = await reportOf([
      "--vectors",
      writeCloud("cross.npy", points),
      "--zeta",
      "0.5",
      "--reference",
      reference,
    ]);
    expect(report).toMatchObject({ zeta: 0.5, referencePoints: 4 });
    expect(report.layers[0]!.isoScoreStar).toBeCloseTo(49 / 29 - 1, 12);
    expect(report.layers[0]!.isoScore).toBeCloseTo(100 / 68 - 1, 12);
  });

  test("of several layers is reported layer by layer, by name", async () => {
    const { layers, vectors } = await reportOf([
      "--vectors",
      join(projectRoot, "tests/golden/vectors/half.safetensors"),
    ]);
    expect(layers.map(({ layer, name, n, d }) => ({ layer, name, n, d }))).toEqual(
      ["layer_0", "layer_2", "layer_10"].map((name, layer) => ({ layer, name, n: 5, d: 3 })),
    );
    expect(layers[2].isoScore).toBeCloseTo(layers[0].isoScore!, 12);
    expect(vectors).toMatchObject({ file: "half.safetensors", dtype: "float16", dropped: 0 });
    const chosen = await reportOf([
      "--vectors",
      join(projectRoot, "tests/golden/vectors/stored.npz"),
      "--tensor",
      "weights",
    ]);
    expect(chosen.layers).toMatchObject([{ n: 2, d: 3 }]);
    const dropped = await reportOf([
      "--vectors",
      join(projectRoot, "tests/golden/vectors/not_finite.parquet"),
      "--drop-not-finite",
    ]);
    expect([dropped.layers[0].n, dropped.vectors?.dropped]).toEqual([2, 2]);
  });

  test("can come by standard input", async () => {
    const bytes = readFileSync(writeCloud("cross.npy", points));
    expect((await reportOf(["--vectors", "-"], bytes)).layers[0]).toMatchObject({ n: 4, d: 2 });
  });

  test("of one point has reasons instead of numbers", async () => {
    const { layers } = await reportOf(["--vectors", writeCloud("one.npy", [[1, 2]])]);
    expect(layers[0]).toMatchObject({
      n: 1,
      isoScore: null,
      twoNN: null,
      notDefined: { isoScore: "needs-two-points" },
    });
    const { output } = await measure(["--vectors", join(folder, "one.npy")]);
    expect(output).toContain(
      `${words.report.notDefined("needs-two-points", null)}: ${words.report.measures.isoScore}, `,
    );
    expect(output).not.toMatch(/NaN|undefined/);
  });
});

describe("text, against PyTorch's hidden states", () => {
  const figures = JSON.parse(readFileSync(join(golden, "measures.json"), "utf8")) as Record<
    string,
    Record<"n" | "isoScore" | "participationRatio" | "stableRank" | "averageCosine" | "largestEigenvalue", number>[] &
      { zeroVariance?: true }[]
  >;

  test.each([
    ["tokens", []],
    ["tokensWithSpecial", ["--special-tokens"]],
    ["sentencesMean", ["--unit", "sentences"]],
    ["sentencesCls", ["--unit", "sentences", "--pooling", "cls"]],
  ])("%s have the reference's measures in every layer", async (name, argv) => {
    const report = await reportOf(["--text", sentences, ...argv]);
    expect(report).toMatchObject({
      model: "all-MiniLM-L6-v2",
      backend: "wasm",
      text: { sentences: 6, truncatedLines: [] },
    });
    const expected = figures[name]!;
    expect(report.layers.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const [index, layer] of report.layers.entries()) {
      const reference = expected[index]!;
      expect(layer.n).toBe(reference.n);
      expect(layer.d).toBe(384);
      expect(layer.eigenvalues).toHaveLength(384);
      if (reference.zeroVariance) {
        // [CLS] is the same vector in every sentence before the first encoder layer.
        expect(layer.notDefined).toMatchObject({ isoScore: "zero-variance", participationRatio: "zero-variance" });
        continue;
      }
      // The hidden states agree to 2e-4 of their layer's largest value; so, about, do the measures.
      for (const measureName of ["isoScore", "participationRatio", "stableRank", "averageCosine"] as const) {
        expect(Math.abs(layer[measureName]! / reference[measureName] - 1)).toBeLessThan(1e-3);
      }
      expect(Math.abs(layer.eigenvalues[0]! / reference.largestEigenvalue - 1)).toBeLessThan(1e-3);
    }
  });

  test("longer than --max-tokens is sampled by the seed, which the report says", async () => {
    const argv = ["--text", sentences, "--max-tokens", "30"];
    const { text, seed } = await reportOf([...argv, "--seed", "3"]);
    expect(seed).toBe(3);
    expect(text!.tokens).toBeLessThanOrEqual(30);
    expect(text!.sampledFrom!.sentences).toBe(6);
    const { errors } = await measure(argv);
    expect(errors).toMatch(saying(words.command.sampled, /\d/, 6, /\d+/));
  });

  test("with --layers has the same figures of those layers alone, with a reference too", async () => {
    const whole = await reportOf(["--text", sentences, "--zeta", "0.5", "--reference", sentences]);
    const some = await reportOf(["--text", sentences, "--zeta", "0.5", "--reference", sentences, "--layers", "1,4-5"]);
    expect(some.layers).toEqual([whole.layers[1], whole.layers[4], whole.layers[5]]);
    const { status, errors } = await measure(["--text", sentences, "--layers", "5-7"]);
    expect(status).toBe(2);
    expect(errors).toContain(words.command.noSuchLayer(7, 6));
  });

  test("cut at the model's limit names its line, and a reference text shrinks the score", async () => {
    const reference = join(folder, "reference.txt");
    writeFileSync(reference, "Ships sail.\nBread is baked from flour.\n");
    const { text, referencePoints, layers } = await reportOf(
      ["--zeta", "0.5", "--reference", reference],
      `Short.\n\n${"word ".repeat(600)}\n`,
    );
    expect(text).toMatchObject({ sentences: 2, truncatedLines: [3] });
    expect(referencePoints).toBe(9);
    for (const { isoScore, isoScoreStar } of layers) expect(isoScoreStar).not.toBe(isoScore);
  });
});

describe("bad input ends with status 2 and one line", () => {
  const { unreadable, badVectors } = words.command;
  const { input } = words.faults;
  test.each([
    ["an unknown option", ["--no-such"], "", "Unknown option"],
    ["a file that is not there", ["--text", "no/such/file.txt"], "", unreadable("no/such/file.txt", "ENOENT", "")],
    ["a folder", ["--text", tmpdir()], "", unreadable(tmpdir(), "EISDIR", "")],
    ["an empty text", [], "", input({ code: "text-empty" })],
    ["a blank text", [], " \n\t\n\u200b\n", input({ code: "text-empty" })],
    ["bytes that are no text", [], Uint8Array.of(0x50, 0x4b, 0, 1), input({ code: "text-binary", offset: 2 })],
    ["bytes that are no UTF-8", [], Uint8Array.of(0x61, 0x0a, 0xff), input({ code: "text-not-utf8", line: 2 })],
    [
      "text given as vectors",
      ["--vectors", sentences],
      "",
      input({ code: "vectors-no-numbers", columns: [readFileSync(sentences, "utf8").split("\n")[0]!] }),
    ],
    [
      "an array of one dimension",
      ["--vectors", join(projectRoot, "tests/golden/npy/one_dimension.npy")],
      "",
      input({ code: "vectors-no-array", found: ["one_dimension (4,) <f8"] }),
    ],
    [
      "rows that are not finite",
      ["--vectors", join(projectRoot, "tests/golden/vectors/not_finite.parquet")],
      "",
      badVectors(
        "not_finite.parquet",
        input({ code: "vectors-not-finite", rows: 2, empty: 0, first: [1, 2], n: 4 }),
        "vectors-not-finite",
      ),
    ],
  ])("%s", async (_, argv, given, message) => {
    const { status, output, errors } = await measure(argv, given);
    expect(status).toBe(2);
    expect(output).toBe("");
    expect(errors.trimEnd().split("\n")).toHaveLength(1);
    expect(errors).toContain(message);
  });

  test("a model folder that holds no model", async () => {
    const model = join(folder, "broken");
    mkdirSync(model);
    for (const file of ["config.json", "tokenizer.json", "model.safetensors"])
      writeFileSync(join(model, file), "not json");
    const { status, output, errors } = await measure(["--model", model], "A sentence.");
    expect({ status, output }).toEqual({ status: 2, output: "" });
    expect(errors).toContain(words.faults.encoder({ detail: "not-json", file: "config.json" }));
  });

  test("a reference of other dimensions, or of one point", async () => {
    const cloud = writeCloud("two.npy", [
      [1, 2],
      [3, 5],
    ]);
    const other = await measure([
      "--vectors",
      cloud,
      "--zeta",
      "0.5",
      "--reference",
      writeCloud("three.npy", [
        [1, 2, 3],
        [3, 5, 8],
      ]),
    ]);
    expect(other).toMatchObject({ status: 2, errors: `${words.command.referenceDimensions(3, 2)}\n` });
    const single = await measure(["--vectors", cloud, "--zeta", "0.5", "--reference", writeCloud("one.npy", [[1, 2]])]);
    expect(single).toMatchObject({ status: 2 });
    expect(single.errors).toContain(words.command.referenceTooSmall);
  });
});

test("npm run measure prints a table alone on standard output, from the caller's folder", () => {
  writeFileSync(join(folder, "three.txt"), "The cat sat.\nDogs bark.\n😀\n");
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["--prefix", projectRoot, "run", "-s", "measure", "--", "--text", "three.txt"],
    {
      cwd: folder,
      encoding: "utf8",
      shell: process.platform === "win32",
    },
  );
  expect(stderr).not.toMatch(/Error|warn\(/);
  expect(status).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  const { unit, specialTokens, encoded, zeta, seed, layer, interval, measures } = words.report;
  const made = [
    unit("tokens", undefined, undefined),
    specialTokens(false),
    encoded(3, 14),
    zeta(0, undefined),
    seed(1),
  ];
  expect(lines[0]).toBe(["all-MiniLM-L6-v2", "wasm", ...made].join(" · "));
  const layers = lines.filter((line) => line.startsWith(layer)).flatMap((line) => line.split(/\s+/).slice(1));
  expect(layers).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  for (const id of measureIds)
    expect(
      lines.some((line) => line.startsWith(measures[id])),
      id,
    ).toBe(true);
  expect(lines.filter((line) => line.startsWith(interval)).length).toBeGreaterThan(5);
  expect(stdout).not.toContain("NaN");
});

test("a fault of the command line reaches the shell as status 2", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "src/cli.ts", "--unit", "words"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: `${words.command.oneOf("unit", ["tokens", "sentences"], "words")}\n`,
  });
});

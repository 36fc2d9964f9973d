/** `npm run -s lab`, end to end on the built-in model. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseLabArguments, type LabArguments } from "../../../src/cli/lab/arguments.ts";
import { defaultLabSettings } from "../../../src/store/lab.ts";
import { main } from "../../../src/cli/lab/main.ts";
import { formatSummary } from "../../../src/cli/lab/summary.ts";
import type { RunReport } from "../../../src/cli/lab/report.ts";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { pattern, saying, words } from "../../words.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "isoscope-lab-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function lab(argv: readonly string[], input = ""): Promise<{ status: number; output: string; errors: string }> {
  const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
  streams.input.end(input);
  const status = await main(words, argv, streams);
  return { status, output: String(streams.output.read() ?? ""), errors: String(streams.errors.read() ?? "") };
}

function reportsOf(output: string): RunReport[] {
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RunReport);
}

/** Rows whose class is plain to see. */
const things = [
  "the soup",
  "the concert",
  "our hotel",
  "this lamp",
  "the teacher",
  "that novel",
  "the train",
  "my neighbour",
  "the garden",
  "this phone",
  "the speech",
  "her painting",
];
const table = [
  "sentence\tlabel",
  ...things.flatMap((thing) => [`${thing} was wonderful and a joy\t1`, `${thing} was terrible and a bore\t0`]),
].join("\n");

describe("runs", () => {
  test("the head: one JSON object a run, the same again, and only what is missing when resumed", async () => {
    const argv = ["--data", "-", "--lambda", "-1,1", "--epochs", "4", "--learning-rate", "0.01", "--json"];
    const { status, output, errors } = await lab(argv, table);
    expect(errors).toContain(words.command.encoding);
    expect(status).toBe(0);
    const reports = reportsOf(output);
    expect(reports.map(({ settings }) => settings.lambda)).toEqual([-1, 1]);
    const [report] = reports;
    expect(report).toMatchObject({
      model: "all-MiniLM-L6-v2",
      backend: "wasm",
      settings: { layer: 6, layersTrained: 0, seed: 1, zeta: 0.2 },
      data: { rows: 24, classes: ["0", "1"], truncated: 0 },
    });
    expect(report.data.training + report.data.validation).toBe(24);
    expect(report.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4]);
    expect(report.epochs[0].batch).toBeUndefined();
    const last = report.epochs.at(-1)!;
    expect(report.final).toMatchObject({ accuracy: last.accuracy, isoScore: last.isoScore, twoNN: last.twoNN });
    expect(last.trainingAccuracy).toBeGreaterThan(0.8);
    expect(report.final.isoScore!).toBeLessThan(reports[1].final.isoScore!);

    const earlier = join(folder, "runs.jsonl");
    writeFileSync(earlier, output.split("\n")[0]);
    const data = join(folder, "rows.tsv");
    writeFileSync(data, table);
    const resumed = await lab([...argv.with(1, data), "--resume", earlier]);
    expect(resumed.errors).toContain(words.command.runsDone(1, 2));
    const again = reportsOf(resumed.output);
    expect(again.length).toBe(1);
    expect({ ...again[0], seconds: 0 }).toEqual({ ...reports[1], seconds: 0 });
  });

  test("the head and the top encoder layer, saved", async () => {
    const file = join(folder, "trained.safetensors");
    const { status, output } = await lab(
      [
        "--data",
        "-",
        "--layers-trained",
        "1",
        "--lambda",
        "-1",
        "--epochs",
        "1",
        "--batch",
        "8",
        "--json",
        "--layers",
        "--save",
        file,
      ],
      table,
    );
    expect(status).toBe(0);
    const [{ epochs, final, settings, layers }] = reportsOf(output);
    expect(layers!.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(layers![5].after).toEqual(layers![5].before);
    expect(layers![6].before.isoScoreStar).toBeCloseTo(epochs[0].isoScore!, 5);
    expect(layers![6].after.isoScoreStar).toBeCloseTo(final.isoScore!, 5);
    expect(layers![6].after.isoScoreStar).not.toBe(layers![6].before.isoScoreStar);
    expect(settings).toMatchObject({ layersTrained: 1, learningRate: 5e-5 });
    expect(epochs.map(({ step }) => step)).toEqual([0, 2]);
    expect(epochs[1]).toMatchObject({ d: 384 });
    expect(final.isoScoreStar).toBeGreaterThan(0);
    const { entries } = parseSafetensors(readFileSync(file));
    expect(entries.get("encoder.layer.5.attention.self.key.weight")?.shape).toEqual([384, 384]);
    expect(entries.get("adapter.weight")?.shape).toEqual([64, 384]);
    expect(entries.size).toBe(20);
  });

  test("people get a line a run, and a summary", async () => {
    const { output } = await lab(["--data", "-", "--lambda", "-1,0", "--epochs", "1"], table);
    const figure = /-?\d\S*/;
    const run = (lambda: string) => saying(words.commandLab.run, lambda, 1, /\d+/, figure, figure, figure);
    // One run has no deviation.
    const summary = (lambda: string) => saying(words.commandLab.summary, lambda, /\d+/, 1, figure, figure);
    expect(output).toMatch(pattern`^${run("  -1")}\n${run("   0")}\n\n${summary("  -1")}\n${summary("   0")}\n`);
  });
});

describe("the summary", () => {
  const summary = (text: string) => text.slice(text.indexOf("\n\n") + 2);

  test("has a line for each number of training rows and λ, and a correlation within each number of rows", () => {
    // More rows do better, and so do lower λ among runs on equally many: pooled, the two would mix.
    const reports = [6, 12].flatMap((training) =>
      [1, 2].flatMap((seed) =>
        [-1, 0, 1, 2, 3].map((lambda) => ({
          settings: { lambda, seed },
          data: { training },
          final: { accuracy: (training - lambda) / 20, isoScore: lambda / 10 + 0.2 },
        })),
      ),
    ) as unknown as RunReport[];
    const expected = [6, 12].flatMap((rows) => [
      ...[-1, 0, 1, 2, 3].map((lambda) => {
        const accuracy = `${((rows - lambda) / 20).toFixed(4)} ± 0.0000`;
        const isoScore = `${(lambda / 10 + 0.2).toFixed(4)} ± 0.0000`;
        return words.commandLab.summary(String(lambda).padStart(4), rows, 2, accuracy, isoScore);
      }),
      // Two of the 120 × 120 pairings are in the same order, or the opposite one, throughout.
      words.commandLab.correlation(rows, 10, 2, "-1.000", "0.0001"),
    ]);
    expect(
      formatSummary(words, reports)
        .trim()
        .split("\n")
        .map((line) => line.trim()),
    ).toEqual(expected.map((line) => line.trim()));
  });

  test("of a resumed call counts the earlier runs with the new ones, and no runs but those asked for", async () => {
    const data = join(folder, "resumed.tsv");
    writeFileSync(data, table);
    const argv = (lambdas: string) => ["--data", data, "--lambda", lambdas, "--epochs", "1", "--learning-rate", "0.01"];
    const whole = await lab(argv("0,1"));
    const earlier = join(folder, "earlier.jsonl");
    writeFileSync(earlier, (await lab([...argv("0,4"), "--json"])).output);
    const resumed = await lab([...argv("0,1"), "--resume", earlier]);
    expect(summary(resumed.output)).toBe(summary(whole.output));
  });
});

describe("the command line", () => {
  test.each(["null", "3", "{}", '{"settings":null,"final":null}', '{"settings":{},"final":{},"data":{}}', "{"])(
    "--resume from the line %s is refused in one sentence",
    async (line) => {
      const file = join(folder, "not-a-run.jsonl");
      writeFileSync(file, line);
      const { status, output, errors } = await lab(["--data", "-", "--resume", file], table);
      expect([status, output]).toEqual([2, ""]);
      expect(errors.trimEnd().split("\n")).toEqual([expect.stringContaining(words.command.notARun(1, file))]);
    },
  );

  test("--save into a folder that is not there fails before the rows are read", async () => {
    const file = join(folder, "missing", "trained.safetensors");
    const { status, errors } = await lab(["--data", "no-such-file.tsv", "--save", file]);
    expect(status).toBe(2);
    expect(errors.trimEnd().split("\n")).toEqual([expect.stringContaining(words.command.noFolderToSaveIn(file))]);
  });

  test("a sweep is 7 λ × 5 seeds", () => {
    const args = parseLabArguments(["--task", "sentiment", "--sweep", "--train-rows", "20,100,all"]);
    expect(args).toMatchObject({
      data: { kind: "task", task: "sentiment" },
      lambdas: [-5, -3, -1, 0, 1, 3, 5],
      seeds: [1, 2, 3, 4, 5],
      trainingRows: [20, 100, "all"],
    });
  });

  test("the command starts from the settings that the page starts from", () => {
    const { settings, trainingRows } = parseLabArguments(["--task", "sentiment"]) as LabArguments;
    const { layer } = defaultLabSettings;
    expect({ ...settings, trainingRows: trainingRows[0], layer }).toEqual(defaultLabSettings);
    expect(trainingRows).toEqual([100]);
  });

  test("a negative λ may stand apart from its option", () => {
    expect(parseLabArguments(["--data", "x", "--lambda", "-2.5"])).toMatchObject({ lambdas: [-2.5] });
    expect(parseLabArguments(["--data", "x", "--lambda=-1,1"])).toMatchObject({ lambdas: [-1, 1] });
  });

  test.each([
    [[], "Give either --data or --task"],
    [["--data", "a", "--task", "sentiment"], "Give either --data or --task"],
    [["--task", "poems"], "--task is sentiment"],
    [["--data", "a", "--lambda", "6"], "--lambda is a number from -5 to 5"],
    [["--data", "a", "--lambda", "1", "--sweep"], "--sweep brings its own values"],
    [["--data", "a", "--layers-trained", "1", "--layer", "3"], "--layer has an effect only"],
    [["--data", "a", "--layers"], "--layers needs --json"],
    [["--data", "a", "--zeta", "2"], "--zeta is a number from 0 to 1"],
    [["--data", "a", "--lamda", "2"], "Unknown option"],
    [["--data", "no-such-file.tsv"], "there is no such file"],
  ])("%j ends with status 2 and one line", async (argv, message) => {
    const { status, output, errors } = await lab(argv);
    expect(status).toBe(2);
    expect(output).toBe("");
    expect(errors).toContain(message);
    expect(errors.trimEnd().split("\n").length).toBe(1);
  });

  test.each([
    ["text\tlabel\na\t1\nb\t1\n", /label/],
    ["text\tlabel\na\t1\nb\t0\n", /single row/],
  ])("data %j that can't be trained on ends with status 2", async (input, message) => {
    const { status, errors } = await lab(["--data", "-"], input);
    expect(status).toBe(2);
    expect(errors).toMatch(message);
  });
});

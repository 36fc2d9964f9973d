import { describe, expect, test } from "vitest";
import type { LabSweep } from "../../../src/store/lab.ts";
import { defaultLabSettings } from "../../../src/store/lab.ts";
import { mostSweepBytes, readSweepJson, sweepJson } from "../../../src/store/sweepFile.ts";

const sweep: LabSweep = {
  sweep: 3,
  key: "",
  settings: { ...defaultLabSettings, width: 16, epochs: 10 },
  model: "mini",
  data: { name: "own.tsv", rows: 64, training: 51, heldOut: 13 },
  results: [
    { lambda: -1, seed: 1, trainingRows: 20, accuracy: 0.75, isoScore: 0.125, twoNN: 2.5 },
    { lambda: 0, seed: 1, trainingRows: "all", accuracy: 1, isoScore: 0.5, twoNN: { notDefined: "zero-variance" } },
  ],
  total: 35,
  running: false,
  openedFrom: null,
};
const written = sweepJson("seeds", sweep);

test("what has been saved is read as it was, with its settings, data and model", () => {
  const { settings, model, data, total, results } = sweep;
  expect(readSweepJson(written)).toEqual({
    kind: "read",
    mode: "seeds",
    sweep: { settings, model, data, total, results },
  });
});

test.each(["", "null", "[]", "{}", "1", '{"format":"other"}', written.slice(0, -20), "[".repeat(100_000)])(
  "%.30s is no sweep",
  (text) => {
    expect(readSweepJson(text)).toEqual({ kind: "refused", fault: { code: "not-a-sweep" } });
  },
);

test("a file that is too large is not parsed", () => {
  expect(readSweepJson(" ".repeat(mostSweepBytes + 1))).toMatchObject({ fault: { code: "too-large" } });
});

describe("a part that does not fit is named", () => {
  const run = sweep.results[0];
  test.each<[string, (file: Record<string, unknown>) => void]>([
    ["mode", (file) => (file.mode = "other")],
    ["model", (file) => (file.model = 7)],
    ["model", (file) => (file.model = "x".repeat(100_000))],
    ["data", (file) => (file.data = null)],
    ["data.rows", (file) => (file.data = { ...sweep.data, rows: -1 })],
    ["data.heldOut", (file) => (file.data = { ...sweep.data, heldOut: 0.5 })],
    ["settings", (file) => (file.settings = [])],
    ["settings.width", (file) => (file.settings = { ...sweep.settings, width: 1e9 })],
    ["settings.penalty", (file) => (file.settings = { ...sweep.settings, penalty: "other" })],
    ["settings.epochs", (file) => (file.settings = { ...sweep.settings, epochs: "10" })],
    ["runs", (file) => (file.runs = [])],
    ["runs", (file) => (file.runs = { length: 3 })],
    ["runs", (file) => (file.runs = [run, run])],
    ["runs", (file) => (file.runs = Array.from({ length: 20_000 }, (_, seed) => ({ ...run, seed })))],
    ["runs[0]", (file) => (file.runs = [null])],
    ["runs[0].lambda", (file) => (file.runs = [{ ...run, lambda: 6 }])],
    ["runs[0].seed", (file) => (file.runs = [{ ...run, seed: 1.5 }])],
    ["runs[0].trainingRows", (file) => (file.runs = [{ ...run, trainingRows: "some" }])],
    ["runs[0].accuracy", (file) => (file.runs = [{ ...run, accuracy: 1.5 }])],
    ["runs[0].accuracy", (file) => (file.runs = [{ ...run, accuracy: null }])],
    ["runs[0].isoScore", (file) => (file.runs = [{ ...run, isoScore: { notDefined: "toString" } }])],
    ["runs[0].twoNN", (file) => (file.runs = [{ ...run, twoNN: -1 }])],
    ["total", (file) => (file.total = 1)],
  ])("%s", (part, change) => {
    const file = JSON.parse(written) as Record<string, unknown>;
    change(file);
    expect(readSweepJson(JSON.stringify(file))).toEqual({ kind: "refused", fault: { code: "part-invalid", part } });
  });
});

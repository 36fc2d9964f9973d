import { expect, test } from "vitest";
import { initialComparison, nameRun } from "../../../src/store/comparison.ts";
import { exportName } from "../../../src/views/header/exportName.ts";
import { held, shown } from "../store/states.ts";

const nameOf = (lines: readonly string[], model: string) =>
  exportName(
    {
      engine: {
        ...shown.engine,
        results: { ...shown.engine.results!, lines, model: { ...shown.engine.model!, name: model } },
      },
      comparison: initialComparison,
    },
    ".json",
  );

test("a file is named by text, model and the name of a held run", () => {
  const { results } = shown.engine;
  const origin = { ...results!.origin, sample: "moby-dick" };
  const engine = { ...shown.engine, results: { ...results!, origin } };
  expect(exportName({ ...shown, engine }, "-layers.csv")).toBe("isoscope_moby-dick_mini-layers.csv");
  const { comparison } = { comparison: nameRun(held.comparison, "run 1/2") };
  expect(exportName({ engine, comparison }, ".json")).toBe("isoscope_moby-dick_mini_run-1-2.json");
  expect(exportName({ engine: { ...engine, results: null }, comparison: initialComparison }, ".json")).toBe(
    "isoscope.json",
  );
});

test("no sign that means something to a file system is in a name, and letters of any script stay", () => {
  expect(nameOf(['../../etc: "p\u202e|a?s*s"<wd>\\\0'], "org/model@main")).toBe(
    "isoscope_etc-p-a-s-s-wd_org-model-main.json",
  );
  expect(nameOf(["Größe 日本語"], "m")).toBe("isoscope_Größe-日本語_m.json");
  expect(nameOf(["…"], "m")).toBe("isoscope_m.json");
  expect(nameOf(["𝒳".repeat(200)], "m".repeat(300)).length).toBeLessThan(200);
});

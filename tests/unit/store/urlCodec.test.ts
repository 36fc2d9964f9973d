import fc from "fast-check";
import { expect, test } from "vitest";
import { drawnMeasureIds } from "../../../src/geometry/measures/table.ts";
import { decodeView, encodeView } from "../../../src/store/urlCodec.ts";
import { modes } from "../../../src/store/viewFields.ts";
import { defaultView, type ViewState } from "../../../src/store/viewState.ts";

const component = fc.integer({ min: 0, max: 9 });
const views: fc.Arbitrary<ViewState> = fc.record({
  sample: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  unit: fc.constantFrom("tokens", "sentences"),
  pooling: fc.constantFrom("model", "mean", "cls"),
  includeSpecialTokens: fc.boolean(),
  zeta: fc.integer({ min: 0, max: 20 }).map((step) => step / 20),
  reference: fc.constant("built-in"),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  model: fc.option(
    fc.record({
      name: fc
        .stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}\/[a-z][a-z0-9._]{0,20}[a-z]$/)
        .filter((name) => !name.includes("..")),
      revision: fc.constantFrom("main", "v1.0", "refs/pr/1"),
      bytes: fc.option(fc.integer({ min: 1, max: 1e11 })),
    }),
  ),
  layers: fc.constantFrom("all", "every-second", "every-third", "ends"),
  layer: fc.option(fc.integer({ min: 0, max: 200 })),
  point: fc.option(fc.integer({ min: 0, max: 2 ** 31 })),
  measures: fc.subarray([...drawnMeasureIds], { minLength: 1 }),
  components: fc.tuple(component, component).filter(([first, second]) => first !== second),
  colourBy: fc.constantFrom("label", "position", "token", "norm"),
  spectrum: fc.constantFrom("linear", "log", "cumulative"),
  mode: fc.constantFrom(...modes),
  task: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  labSettings: fc.constantFrom("", "width:16", "lambda:-1~seed:3"),
  panel: fc.constantFrom("dimensions", "sample-size", "similarity"),
});

test("the default view has an empty fragment", () => {
  expect(encodeView(defaultView)).toBe("");
  expect(decodeView("").view).toEqual(defaultView);
});

test("every view survives the way into a link and back", () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(decodeView(`#${encodeView(view)}`).view).toEqual(view);
    }),
  );
});

test("a link names only what differs from the defaults", () => {
  expect(encodeView({ ...defaultView, layer: 3, zeta: 0.2 })).toBe("v=1&zeta=0.2&layer=3");
});

test("text goes along when it is asked for, with every character of it", () => {
  const text = "a & b = c\nπ <b>日本</b> 🙂 #?%";
  const decoded = decodeView(encodeView({ ...defaultView, sample: null }, text));
  expect(decoded.text).toBe(text);
  expect(decoded.view.sample).toBeNull();
});

test("a link of another version, or of no version, shows the default view", () => {
  expect(decodeView("v=2&layer=3").view).toEqual(defaultView);
  expect(decodeView("layer=3").view).toEqual(defaultView);
});

test.each([
  "zeta=2",
  "zeta=",
  "zeta=NaN",
  "layer=1.5",
  "layer=-1",
  "layer=1e9",
  "layers=0,3",
  "layers=most",
  "components=1,1",
  "components=1",
  "components=0,4",
  "unit=words",
  "measures=isoScore",
  "measures=",
  "seed=-1",
  "sample=../../secret",
  "sample=<b>",
  "panel=__proto__",
  "special=yes",
  "reference=kept",
  "model=bert",
  "model=../../x",
  "model=a/b/c",
  "model=a/b,0",
  "model=a/b,1,2",
  "model=a/b@",
  "model=a/b@x@y",
  "model=https://evil.example/a",
  "model=<b>/x",
])("a value out of range leaves the default in place: %s", (field) => {
  expect(decodeView(`v=1&${field}`).view).toEqual(defaultView);
});

test("any fragment at all gives a view", () => {
  fc.assert(
    fc.property(fc.string(), (fragment) => {
      expect(Object.keys(decodeView(`v=1&${fragment}`).view).sort()).toEqual(Object.keys(defaultView).sort());
    }),
  );
});

test("links from before the measures and the lab had the names of today still open", () => {
  const { view } = decodeView("#v=1&measures=isoScoreStar,components90,outlierDimensions&lab=1");
  expect(view.measures).toEqual(["isoScoreStar", "componentsFor90", "outliersByVariance"]);
  expect(view.mode).toBe("lab");
  expect(encodeView(view)).not.toMatch(/components90|outlierDimensions|lab=/);
});

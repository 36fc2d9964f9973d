import { expect, test } from "vitest";
import { defaultLabSettings } from "../../../src/store/lab.ts";
import { readLabSettings, writeLabSettings } from "../../../src/store/labSettingsCodec.ts";
import { decodeView, encodeView } from "../../../src/store/urlCodec.ts";
import { defaultView } from "../../../src/store/viewState.ts";

const prepared = {
  ...defaultLabSettings,
  lambda: -2.5,
  width: 16,
  trainingRows: "all",
  adapter: "linear",
  validationShare: 0.3,
  learningRate: 0.00005,
} as const;

test("only what differs from the defaults is written, and comes back", () => {
  expect(writeLabSettings(defaultLabSettings)).toBe("");
  expect(writeLabSettings({ ...defaultLabSettings, width: 16 })).toBe("width:16");
  expect(readLabSettings(writeLabSettings(prepared))).toEqual(prepared);
  expect(decodeView(encodeView({ ...defaultView, labSettings: writeLabSettings(prepared) })).view.labSettings).toBe(
    writeLabSettings(prepared),
  );
});

test.each([
  "",
  "width:1",
  "width:8.5",
  "width:",
  "lambda:99",
  "lambda:NaN",
  "learningRate:Infinity",
  "penalty:evil",
  "trainingRows:1",
  "__proto__:1",
  "constructor:x",
  "layer:-1",
  "epochs:1e9",
  "~~:~",
])("%j changes nothing", (text) => {
  expect(readLabSettings(text)).toEqual(defaultLabSettings);
});

test("what is readable counts beside what is not", () => {
  expect(readLabSettings("width:16~height:3~lambda:x~seed:7")).toEqual({ ...defaultLabSettings, width: 16, seed: 7 });
});

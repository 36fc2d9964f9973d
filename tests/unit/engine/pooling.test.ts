import { expect, test } from "vitest";
import { choosePooling } from "../../../src/engine/pooling.ts";

test("the pooling is the one that was named, else the model's own, else the mean, and it is said which", () => {
  const own = { pooling: "cls" } as const;
  expect(choosePooling("mean", own)).toEqual({ pooling: "mean", poolingFrom: "setting" });
  expect(choosePooling("model", own)).toEqual({ pooling: "cls", poolingFrom: "model" });
  expect(choosePooling("model", { pooling: undefined })).toEqual({ pooling: "mean", poolingFrom: "default" });
  expect(choosePooling("model", undefined)).toEqual({ pooling: "mean", poolingFrom: "default" });
});

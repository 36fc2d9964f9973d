/** Which pooling a run has, and on whose word. */
import type { SentenceSettings } from "../encoder/model.ts";
import type { Pooling } from "./units.ts";

/** A pooling that was named, or the model's own, whatever model it will be. */
export type PoolingChoice = Pooling | "model";

/** Whose word it is: that of a setting, of the model's own files, or no one's, and then the default. */
export type PoolingSource = "setting" | "model" | "default";

/** @param sentences what the model's files say; undefined where it has none of sentence-transformers. */
export function choosePooling(
  choice: PoolingChoice,
  sentences: Pick<SentenceSettings, "pooling"> | undefined,
): { readonly pooling: Pooling; readonly poolingFrom: PoolingSource } {
  if (choice !== "model") return { pooling: choice, poolingFrom: "setting" };
  const own = sentences?.pooling;
  return own === undefined ? { pooling: "mean", poolingFrom: "default" } : { pooling: own, poolingFrom: "model" };
}

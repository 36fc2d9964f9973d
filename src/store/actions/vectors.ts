/** Files of vectors, and giving the text its place back. */
import { cloudSampleOf } from "../../corpora/cloudSamples.ts";
import type { DetectedColumns } from "../../vectors/column.ts";
import { defaultVectorOptions, type VectorOptions } from "../../vectors/vectorCloud.ts";
import type { AppState } from "../appState.ts";
import { withOwnText } from "../ownTexts.ts";
import { withColumns } from "../vectorResults.ts";
import { defaultView } from "../viewState.ts";
import type { Change } from "./transition.ts";

export const vectorTransitions = {
  /** Shows files in place of the text. No bytes are read here: the engine does that. */
  open: ({ view, vectorsOpened }: AppState, files: readonly File[]): Change => {
    if (files.length === 0) return {};
    const id = vectorsOpened + 1;
    return {
      // The built-in reference is made from text, by the encoder.
      ...(view.zeta > 0 && view.reference === "built-in" && { view: { ...view, zeta: 0 } }),
      vectors: { id, files, options: defaultVectorOptions },
      vectorsOpened: id,
      sampleFailure: null,
    };
  },

  /** Adds files of labels or texts to the vectors on screen. */
  addBeside: ({ vectors, vectorsOpened }: AppState, files: readonly File[]): Change => {
    if (vectors === null || files.length === 0) return {};
    const names = new Set(files.map(({ name }) => name));
    const id = vectorsOpened + 1;
    const kept = vectors.files.filter(({ name }, index) => index === 0 || !names.has(name));
    return { vectors: { ...vectors, id, files: [...kept, ...files] }, vectorsOpened: id, sampleFailure: null };
  },

  /** Reads the same files another way. */
  changeOptions: ({ vectors }: AppState, change: Partial<VectorOptions>): Change =>
    vectors === null
      ? {}
      : { vectors: { ...vectors, options: { ...vectors.options, ...change } }, sampleFailure: null },

  /** Reads the files that could not be read without the rows that are to blame. */
  dropRows: ({ vectors, refusedVectors }: AppState): Change => {
    const files = refusedVectors ?? vectors;
    if (files === null) return {};
    return { vectors: { ...files, options: { ...files.options, dropNotFinite: true } }, sampleFailure: null };
  },

  /** Takes labels and texts from other columns. */
  chooseColumns: ({ engine }: AppState, change: Partial<DetectedColumns>): Change => {
    const { results } = engine;
    if (results?.vectors == null) return {};
    return { engine: { ...engine, results: withColumns(results, results.vectors, { ...results.columns, ...change }) } };
  },

  /**
   * Shows a built-in text. The view stays where it was if that is what it names.
   */
  showText: ({ view, text }: AppState, sample: string): Change => {
    if (sample === view.sample && text !== "") return { vectors: null, sampleFailure: null };
    return { view: { ...view, sample } };
  },

  /** Shows a text of the person's own, which becomes the latest of them; an empty one to begin anew. */
  showOwnText: ({ view, ownTexts }: AppState, text: string): Change => ({
    text,
    ownTexts: withOwnText(ownTexts, text),
    vectors: null,
    sampleFailure: null,
    view: { ...view, sample: null },
  }),

  /** The text that the vectors took the place of; the first sample where there was none. */
  backToText: ({ view, text }: AppState): Change =>
    text === "" || cloudSampleOf(view.sample) !== undefined
      ? { view: { ...view, sample: defaultView.sample } }
      : { vectors: null, sampleFailure: null },
};

/** What is on screen and cannot go into a link: the person is told when the link is copied. Pure. */
import { cloudSampleOf } from "../corpora/cloudSamples.ts";
import type { AppState } from "./appState.ts";
import { longestLinkedText } from "./urlCodec.ts";

/** A thing that the receiver of a link will not see. */
type MissingInLink =
  | { readonly what: "file"; readonly name: string }
  | { readonly what: "text"; readonly characters: number; readonly most: number }
  | { readonly what: "model"; readonly name: string }
  | { readonly what: "held-run" }
  | { readonly what: "kept-reference" };

export function missingInLink(state: AppState): MissingInLink[] {
  const { view, vectors, text, models, engine, comparison } = state;
  const [file] = vectors?.files ?? [];
  const isOwnFile = file !== undefined && file.name !== cloudSampleOf(view.sample)?.fileName;
  const isLongText = vectors === null && view.sample === null && text.length > longestLinkedText;
  // Vectors are shown without a model, whichever is loaded.
  const isOwnModel = vectors === null && models.source?.from === "files";
  return [
    ...(isOwnFile ? [{ what: "file", name: file.name } as const] : []),
    ...(isLongText ? [{ what: "text", characters: text.length, most: longestLinkedText } as const] : []),
    ...(isOwnModel ? [{ what: "model", name: engine.model?.name ?? "" } as const] : []),
    ...(comparison.held !== null ? [{ what: "held-run" } as const] : []),
    ...(view.zeta > 0 && view.reference === "kept" ? [{ what: "kept-reference" } as const] : []),
  ];
}

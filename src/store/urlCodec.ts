/**
 * The view as a URL fragment and back: only what differs from the defaults, with a version. A fragment never
 * reaches a server. Decoding trusts nothing: an unknown key or a value out of range leaves the default in place.
 */
import type { Codec } from "./codec.ts";
import { viewFields } from "./viewFields.ts";
import { defaultView, viewKeys, type ViewState } from "./viewState.ts";

const version = "1";

/** Longest own text that a link may carry; browsers cut longer addresses. */
export const longestLinkedText = 4000;

/** The table pairs each field with the codec of its own type; the compiler can't follow a union through it. */
function codecOf<Key extends keyof ViewState>(key: Key): Codec<ViewState[Key]> {
  return viewFields[key].codec as unknown as Codec<ViewState[Key]>;
}

function writeField<Key extends keyof ViewState>(key: Key, view: ViewState): string {
  return codecOf(key).write(view[key]);
}

/**
 * The fragment, without '#', for a view; empty for the default view without text.
 * `text` is the person's own text, given only when they ask for a link that carries it.
 */
export function encodeView(view: ViewState, text?: string): string {
  const fields = new URLSearchParams();
  for (const key of viewKeys) {
    const written = writeField(key, view);
    if (written !== writeField(key, defaultView)) fields.set(key, written);
  }
  if (text !== undefined) fields.set("text", text);
  if (fields.size === 0) return "";
  return `v=${version}&${fields.toString()}`;
}

/** The view, and the text if there is one, that a fragment (with or without '#') stands for. */
export function decodeView(fragment: string): { readonly view: ViewState; readonly text?: string } {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  if (fields.get("v") !== version) return { view: defaultView };
  const decoded: Partial<Record<keyof ViewState, unknown>> = {};
  for (const key of viewKeys) {
    const written = fields.get(key);
    const value = written === null ? undefined : codecOf(key).read(written);
    if (value !== undefined) decoded[key] = value;
  }
  // So links made before November 2026 name the lab.
  if (fields.get("lab") === "1") decoded.mode = "lab";
  // A kept reference lives in the tab that kept it, so a link can't name it.
  const view = { ...defaultView, ...decoded, reference: defaultView.reference } as ViewState;
  const text = fields.get("text");
  return text === null ? { view } : { view: { ...view, sample: null }, text };
}

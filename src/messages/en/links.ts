/** Words of copied links. */
const count = new Intl.NumberFormat("en");

/** What a link does not include, as store/linkMissing.ts finds it. */
type Missing =
  | { readonly what: "file" | "model"; readonly name: string }
  | { readonly what: "text"; readonly characters: number; readonly most: number }
  | { readonly what: "held-run" | "kept-reference" };

function missingText(missing: Missing): string {
  switch (missing.what) {
    case "file":
      return `your file (${missing.name})`;
    case "text":
      return `your text (${count.format(missing.characters)} characters; at most ${count.format(missing.most)} fit)`;
    case "model":
      return `your model (${missing.name})`;
    case "held-run":
      return "the held run";
    case "kept-reference":
      return "the reference that you kept";
  }
}

export const linkWords = {
  share: "Copy link",
  shared: "Link copied",
  sharedWithout: (missing: readonly Missing[]) =>
    `Link copied. It does not include ${missing.map(missingText).join(", ")}.`,
  shareFailed: "The link is in the address bar",
};

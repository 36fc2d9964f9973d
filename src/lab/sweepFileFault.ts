/** Why a file of a sweep can't be shown. */
export type SweepFileFault =
  | { readonly code: "too-large"; readonly most: number }
  | { readonly code: "unreadable" }
  | { readonly code: "not-a-sweep" }
  /** @param part where in the file, such as "runs[3].accuracy". */
  | { readonly code: "part-invalid"; readonly part: string };

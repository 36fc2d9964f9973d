/** Why something that was asked of the engine could not be done. The message catalogue words each of them. */
import type { ModelFault } from "../../models/modelFault.ts";

export type Failure =
  | { readonly code: "no-text" }
  | { readonly code: "no-kept-reference" }
  /** The built-in Σ_S was asked for, and these points were not made by the encoder that it is from. */
  | { readonly code: "no-built-in-reference" }
  /** The kept Σ_S is of other dimensions, or of another number of layers. */
  | { readonly code: "reference-does-not-fit" }
  /** The file of vectors can't be used; `detail` is one plain sentence. */
  | { readonly code: "vectors"; readonly detail: string; readonly droppableRows?: number }
  /** The file has been moved, changed or taken away since it was opened. */
  | { readonly code: "file-gone" }
  | { readonly code: "model-download"; readonly detail: string }
  | { readonly code: "model"; readonly fault: ModelFault }
  | { readonly code: "model-file"; readonly detail: string }
  | { readonly code: "no-backend"; readonly detail: string }
  | { readonly code: "device-lost"; readonly detail: string }
  | { readonly code: "out-of-memory"; readonly detail: string }
  | { readonly code: "unexpected"; readonly detail: string };

/** Why something that was asked of the engine could not be done. The message catalogue words each of them. */
import type { InputProblem } from "../../corpora/inputError.ts";
import type { EncoderFault } from "../../encoder/encoderError.ts";
import type { ModelFault } from "../../models/modelFault.ts";
import type { BackendFault } from "../backendError.ts";

export type Failure =
  | { readonly code: "no-text" }
  | { readonly code: "no-kept-reference" }
  /** The built-in Σ_S was asked for, and these points were not made by the encoder that it is from. */
  | { readonly code: "no-built-in-reference" }
  /** The kept Σ_S is of other dimensions, or of another number of layers. */
  | { readonly code: "reference-does-not-fit" }
  /** A file of vectors can't be used; `droppableRows` of it could be left out. */
  | { readonly code: "vectors"; readonly problem: InputProblem; readonly droppableRows?: number }
  /** The file has been moved, changed or deleted since it was opened. */
  | { readonly code: "file-gone" }
  | { readonly code: "model-download" | "model-file"; readonly fault: EncoderFault }
  | { readonly code: "model"; readonly fault: ModelFault }
  | { readonly code: "no-backend"; readonly fault: BackendFault }
  | { readonly code: "device-lost" }
  | { readonly code: "out-of-memory" }
  /** `detail` is what the browser or a library says, in words of its own; it may be empty. */
  | { readonly code: "unexpected"; readonly detail: string };

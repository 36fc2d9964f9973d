/** Why a model can't be loaded. The message catalogue words each of them. */
export type ModelFault =
  /** What was typed is no name of a model. */
  | { readonly code: "name-invalid"; readonly name: string }
  | { readonly code: "revision-invalid"; readonly revision: string }
  | { readonly code: "address-invalid"; readonly address: string }
  | { readonly code: "unreachable"; readonly host: string }
  /** The name is unknown, private or gated: without a login the Hub does not tell which. */
  | { readonly code: "not-permitted"; readonly name: string; readonly gated: boolean }
  | { readonly code: "no-such-model"; readonly name: string; readonly host: string }
  | { readonly code: "no-such-revision"; readonly name: string; readonly revision: string }
  | { readonly code: "file-missing"; readonly name: string; readonly file: string }
  /** The files are a LoRA or other adapter, which changes another model's weights. */
  | { readonly code: "adapter"; readonly name: string }
  /** Git LFS has left a pointer in place of the file. */
  | { readonly code: "git-lfs-pointer"; readonly file: string }
  /** Weights are there, but not as safetensors. */
  | { readonly code: "no-safetensors"; readonly name: string; readonly found: string }
  /** `seconds` until the server wants to be asked again, if it said. */
  | { readonly code: "rate-limited"; readonly host: string; readonly seconds: number | undefined }
  | { readonly code: "server-error"; readonly host: string; readonly status: number }
  | { readonly code: "cut"; readonly file: string; readonly received: number; readonly total: number | undefined }
  | { readonly code: "wrong-length"; readonly file: string; readonly expected: number; readonly received: number }
  | { readonly code: "wrong-checksum"; readonly file: string }
  | { readonly code: "index-invalid"; readonly file: string }
  | { readonly code: "file-too-large"; readonly file: string; readonly bytes: number; readonly limit: number }
  | { readonly code: "too-little-memory"; readonly name: string; readonly needed: number; readonly limit: number }
  /** The files that were dropped can't be read any more. */
  | { readonly code: "files-unreadable"; readonly file: string };

/** A model that can't be loaded, for a reason that a person can be told. */
export class ModelError extends Error {
  readonly fault: ModelFault;

  constructor(fault: ModelFault, options?: ErrorOptions) {
    super(`model: ${fault.code}`, options);
    this.name = "ModelError";
    this.fault = fault;
  }
}

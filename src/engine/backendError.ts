import type { BackendName } from "./backendName.ts";

/** What went wrong with a backend. The page's message catalogue is keyed by it. */
export type BackendErrorCode =
  | "not-available"
  | "software-adapter"
  | "start-failed"
  | "self-check-failed"
  | "no-backend"
  | "device-error"
  | "device-lost";

/** What exactly was found, with the figures and names that a sentence about it needs. */
export type BackendFault =
  | { readonly detail: "deviation"; readonly deviation: string; readonly tolerance: number }
  | { readonly detail: "no-webgl" }
  | { readonly detail: "no-webgl-version" }
  | { readonly detail: "webgl-not-started" }
  | { readonly detail: "webgl-context-lost" }
  | { readonly detail: "not-started"; readonly backend: string }
  | { readonly detail: "no-webgpu" }
  | { readonly detail: "no-adapter" }
  | { readonly detail: "software-adapter"; readonly adapter: string }
  | { readonly detail: "device-error"; readonly message: string }
  | { readonly detail: "device-lost"; readonly message: string }
  | { readonly detail: "webgpu-not-started" }
  /** TensorFlow.js or the browser says why, in words of its own. */
  | { readonly detail: "foreign"; readonly message: string }
  | { readonly detail: "none-works"; readonly backends: readonly SkippedBackend[] };

/** A backend that was tried, or would have been, and is not used. */
export interface SkippedBackend {
  readonly name: BackendName;
  readonly code: BackendErrorCode;
  readonly fault: BackendFault;
}

/** A backend that can't be used. Its message is for logs; the catalogue words the fault. */
export class BackendError extends Error {
  readonly code: BackendErrorCode;
  readonly fault: BackendFault;

  constructor(code: BackendErrorCode, fault: BackendFault, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(fault)}`, options);
    this.name = "BackendError";
    this.code = code;
    this.fault = fault;
  }
}

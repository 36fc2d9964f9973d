/** What went wrong with a backend. The page's message catalogue is keyed by it. */
export type BackendErrorCode =
  | "not-available"
  | "software-adapter"
  | "start-failed"
  | "self-check-failed"
  | "no-backend"
  | "device-error"
  | "device-lost";

export class BackendError extends Error {
  readonly code: BackendErrorCode;

  constructor(code: BackendErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BackendError";
    this.code = code;
  }
}

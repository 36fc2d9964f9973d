/** An error as the page words it. */
import { EncoderError } from "../encoder/encoderError.ts";
import { BackendError } from "./backendError.ts";
import type { Failure } from "./protocol.ts";

export function failureOf(error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof BackendError) {
    return { code: error.code === "no-backend" ? "no-backend" : "device-lost", detail };
  }
  if (error instanceof EncoderError) {
    return { code: error.code === "download-failed" ? "model-download" : error.code === "output-not-finite" ? "device-lost" : "model-file", detail };
  }
  // Typed arrays that don't fit are refused with a RangeError by every browser.
  if (error instanceof RangeError && /alloc|length|memory/i.test(detail)) return { code: "out-of-memory", detail };
  return { code: "unexpected", detail };
}

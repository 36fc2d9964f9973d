/** An error as a failure that crosses to the page. */
import { InputError } from "../corpora/inputError.ts";
import { EncoderError } from "../encoder/encoderError.ts";
import { ModelError } from "../models/modelFault.ts";
import { BackendError } from "./backendError.ts";
import type { Failure } from "./protocol/failure.ts";

export function failureOf(error: unknown): Failure {
  if (error instanceof BackendError)
    return error.code === "no-backend" ? { code: "no-backend", fault: error.fault } : { code: "device-lost" };
  if (error instanceof ModelError) return { code: "model", fault: error.fault };
  if (error instanceof EncoderError) {
    const { code, fault } = error;
    if (code === "output-not-finite") return { code: "device-lost" };
    return { code: code === "download-failed" ? "model-download" : "model-file", fault };
  }
  if (error instanceof InputError) {
    const { problem } = error;
    const droppable = problem.code === "vectors-not-finite" && problem.rows < problem.n;
    return { code: "vectors", problem, ...(droppable && { droppableRows: problem.rows }) };
  }
  if (error instanceof DOMException && (error.name === "NotReadableError" || error.name === "NotFoundError"))
    return { code: "file-gone" };
  const detail = error instanceof Error ? error.message : String(error);
  // Typed arrays that don't fit are refused with a RangeError by every browser.
  if (error instanceof RangeError && /alloc|length|memory/i.test(detail)) return { code: "out-of-memory" };
  return { code: "unexpected", detail };
}

/** An error as the page words it. */
import { InputError } from "../corpora/inputError.ts";
import { EncoderError } from "../encoder/encoderError.ts";
import { ModelError } from "../models/modelFault.ts";
import { BackendError } from "./backendError.ts";
import type { Failure } from "./protocol/failure.ts";

export function failureOf(error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof BackendError) {
    return { code: error.code === "no-backend" ? "no-backend" : "device-lost", detail };
  }
  if (error instanceof ModelError) return { code: "model", fault: error.fault };
  if (error instanceof EncoderError) {
    return {
      code:
        error.code === "download-failed"
          ? "model-download"
          : error.code === "output-not-finite"
            ? "device-lost"
            : "model-file",
      detail,
    };
  }
  if (error instanceof InputError) {
    const { problem } = error;
    const droppable = problem.code === "vectors-not-finite" && problem.rows < problem.n;
    return { code: "vectors", detail, ...(droppable && { droppableRows: problem.rows }) };
  }
  if (error instanceof DOMException && (error.name === "NotReadableError" || error.name === "NotFoundError"))
    return { code: "file-gone" };
  // Typed arrays that don't fit are refused with a RangeError by every browser.
  if (error instanceof RangeError && /alloc|length|memory/i.test(detail)) return { code: "out-of-memory", detail };
  return { code: "unexpected", detail };
}

/** Chooses the arithmetic: WebAssembly where it runs here, else plain TypeScript. */
import type { Arithmetic } from "./arithmetic.ts";
import { createScriptArithmetic } from "./scriptArithmetic.ts";
import { createWasmArithmetic } from "./wasmArithmetic.ts";

/**
 * A new, empty store. Each computation makes its own, so that two that take turns do not share memory.
 *
 * @param bytes the sum of bytesFor of all arrays that will be made.
 */
export function createArithmetic(bytes: number): Arithmetic {
  return createWasmArithmetic(bytes) ?? createScriptArithmetic();
}

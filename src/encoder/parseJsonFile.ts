/** The JSON files of a model. */
import { deepestNesting, isNestedDeeper } from "../files/nesting.ts";
import { EncoderError } from "./encoderError.ts";

/** @throws EncoderError of this code: `not-json`, or `nested` where a value is nested deeper than anything can be read. */
export function parseJsonFile(
  bytes: Uint8Array,
  fileName: string,
  code: "config-invalid" | "tokenizer-invalid",
): unknown {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new EncoderError(code, { detail: "not-json", file: fileName }, { cause });
  }
  if (isNestedDeeper(json)) throw new EncoderError(code, { detail: "nested", file: fileName, most: deepestNesting });
  return json;
}

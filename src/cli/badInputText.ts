/** What is wrong with input that can't be used, as a sentence. */
import { InputError } from "../corpora/inputError.ts";
import { EncoderError } from "../encoder/encoderError.ts";
import { LabError } from "../lab/labError.ts";
import type { Messages } from "../messages/messages.ts";
import { UsageError } from "./usageError.ts";

/** Undefined for whatever else has gone wrong. */
export function badInputText(messages: Messages, error: unknown): string | undefined {
  if (error instanceof UsageError) return error.sentence(messages);
  if (error instanceof InputError) return messages.faults.input(error.problem);
  if (error instanceof EncoderError) return messages.faults.encoder(error.fault);
  if (error instanceof LabError) return messages.faults.lab(error.fault);
  return undefined;
}

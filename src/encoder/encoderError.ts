/** What went wrong while a model was read, downloaded or run. The page's message catalogue is keyed by it. */
export type EncoderErrorCode =
  | "safetensors-truncated"
  | "safetensors-header-invalid"
  | "safetensors-offsets-invalid"
  | "safetensors-dtype-unsupported"
  | "tensor-missing"
  | "tensor-unexpected"
  | "tensor-shape-wrong"
  | "tensor-not-finite"
  | "config-invalid"
  | "architecture-unsupported"
  | "tokenizer-invalid"
  | "tokenizer-missing"
  | "download-failed"
  | "file-corrupted"
  | "token-out-of-range"
  | "output-not-finite";

/** A failure of the encoder that a person can be told about: a stable code, and a message that carries the numbers. */
export class EncoderError extends Error {
  readonly code: EncoderErrorCode;

  constructor(code: EncoderErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EncoderError";
    this.code = code;
  }
}

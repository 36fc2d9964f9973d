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

/** What exactly was found, with the figures and names that a sentence about it needs. */
export type EncoderFault =
  | { readonly detail: "config-no-object" }
  | { readonly detail: "positions-unsupported"; readonly found: string }
  | { readonly detail: "is-decoder" }
  | {
      readonly detail: "not-a-multiple";
      readonly sizeField: string;
      readonly size: number;
      readonly headsField: string;
      readonly heads: number;
    }
  | {
      readonly detail: "no-position-left";
      readonly field: string;
      readonly positions: number;
      readonly firstPosition: number;
    }
  | { readonly detail: "architecture"; readonly found: string; readonly supported: string }
  | {
      readonly detail: "more-groups-than-layers";
      readonly groupsField: string;
      readonly groups: number;
      readonly layersField: string;
      readonly layers: number;
    }
  | { readonly detail: "pad-token"; readonly found: string }
  | { readonly detail: "buckets"; readonly field: string; readonly expected: number; readonly found: number }
  | { readonly detail: "not-positive-integer"; readonly field: string; readonly found: string }
  | { readonly detail: "not-one-of"; readonly field: string; readonly found: string; readonly supported: string }
  | { readonly detail: "layer-norm-epsilon"; readonly found: string }
  | { readonly detail: "token-outside-vocabulary"; readonly id: number; readonly vocabularySize: number }
  | { readonly detail: "output"; readonly backend: string; readonly found: number; readonly layer: number }
  | { readonly detail: "not-json"; readonly file: string }
  /** A value in the file is nested deeper than so many levels. */
  | { readonly detail: "nested"; readonly file: string; readonly most: number }
  /** Hidden states of these weights lie beyond 32-bit numbers, or are nothing but rounding in them. */
  | { readonly detail: "states-beyond-float32" }
  | { readonly detail: "no-checksum"; readonly url: string; readonly file: string }
  | { readonly detail: "wrong-checksum"; readonly url: string; readonly checksum: string }
  | { readonly detail: "unreachable"; readonly url: string }
  | { readonly detail: "server-answer"; readonly url: string; readonly status: number; readonly statusText: string }
  | { readonly detail: "broke-off"; readonly url: string; readonly received: number }
  | { readonly detail: "charsmap-damaged" }
  | { readonly detail: "charsmap-not-base64" }
  | { readonly detail: "header-too-long"; readonly headerBytes: number }
  | { readonly detail: "tensor-twice"; readonly name: string }
  | { readonly detail: "no-such-tensor"; readonly name: string }
  | { readonly detail: "shape"; readonly name: string; readonly found: string; readonly expected: string }
  | { readonly detail: "dtype-not-read"; readonly name: string; readonly dtype: string }
  | { readonly detail: "header-not-json" }
  | { readonly detail: "header-no-object" }
  | { readonly detail: "dtype-unknown"; readonly name: string; readonly dtype: string }
  | { readonly detail: "shape-invalid"; readonly name: string; readonly shape: string }
  | { readonly detail: "range-invalid"; readonly name: string; readonly range: string }
  | {
      readonly detail: "range-length";
      readonly name: string;
      readonly found: number;
      readonly dtype: string;
      readonly shape: string;
      readonly expected: number;
    }
  | { readonly detail: "overlap"; readonly name: string; readonly start: number; readonly covered: number }
  | { readonly detail: "hole"; readonly name: string; readonly start: number; readonly covered: number }
  | { readonly detail: "rest"; readonly covered: number; readonly fileBytes: number }
  | { readonly detail: "cut-before-header"; readonly fileBytes: number }
  | { readonly detail: "cut-in-header"; readonly headerBytes: number; readonly fileBytes: number }
  | { readonly detail: "cut-in-tensor"; readonly name: string; readonly end: number; readonly fileBytes: number }
  | { readonly detail: "only-special-tokens"; readonly maximumTokens: number }
  | { readonly detail: "no-such-token"; readonly id: number }
  | { readonly detail: "no-tokenizer" }
  | { readonly detail: "other-tokenizer-file"; readonly file: string }
  | { readonly detail: "no-vocabulary" }
  | { readonly detail: "metaspace-without-space" }
  | { readonly detail: "tokenizer-type"; readonly type: string }
  | { readonly detail: "unigram-vocabulary" }
  | { readonly detail: "too-many-tokens"; readonly tokens: number; readonly vocabularySize: number }
  | { readonly detail: "vocabulary-no-object"; readonly type: string }
  | { readonly detail: "added-tokens-no-list" }
  | { readonly detail: "added-token-empty" }
  | { readonly detail: "added-token-single-word"; readonly token: string }
  | { readonly detail: "token-id"; readonly token: string; readonly id: string; readonly vocabularySize: number }
  | { readonly detail: "byte-fallback" }
  | { readonly detail: "no-unknown-token"; readonly type: string }
  /** All normalizers together make a text so many times longer. */
  | { readonly detail: "normalizers-grow"; readonly factor: number }
  | { readonly detail: "pattern"; readonly pattern: string }
  | { readonly detail: "heads-pruned" }
  | { readonly detail: "no-merges" }
  /** A merge of tokens that are not in the vocabulary, or that make none of it. */
  | { readonly detail: "merge-unknown"; readonly merge: string }
  /** The tokenizer's normalizer leaves nothing of the token. */
  | { readonly detail: "added-token-vanishes"; readonly token: string }
  /** The tokenizer's normalizer makes one text of both. */
  | { readonly detail: "added-tokens-equal"; readonly token: string; readonly other: string }
  | { readonly detail: "special-token-unknown"; readonly token: string }
  | { readonly detail: "special-token-id"; readonly token: string; readonly id: string; readonly known: number }
  | { readonly detail: "template-without-text" }
  | { readonly detail: "part-setting"; readonly type: string; readonly setting: string; readonly found: string }
  | { readonly detail: "too-many-parts"; readonly part: string; readonly most: number }
  | { readonly detail: "byte-level-twice" }
  | { readonly detail: "continuing-prefix" }
  | { readonly detail: "dropout"; readonly dropout: number }
  | { readonly detail: "part-type"; readonly part: string; readonly type: string; readonly supported: string }
  | { readonly detail: "charsmap-missing" }
  | { readonly detail: "no-place-for-tensor"; readonly name: string; readonly layers: number }
  | { readonly detail: "value-not-finite"; readonly name: string; readonly found: number; readonly position: number }
  | { readonly detail: "folder-unreadable"; readonly folder: string };

/** A failure of the encoder that a person can be told about. Its message is for logs; the catalogue words the fault. */
export class EncoderError extends Error {
  readonly code: EncoderErrorCode;
  readonly fault: EncoderFault;

  constructor(code: EncoderErrorCode, fault: EncoderFault, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(fault)}`, options);
    this.name = "EncoderError";
    this.code = code;
    this.fault = fault;
  }
}

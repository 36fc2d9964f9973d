/** A normalizer, pre-tokenizer or post-processor as it stands in a tokenizer.json: its kind, and settings by their names. */
export type TokenizerPart = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * What tokenizer_config.json says otherwise than tokenizer.json. transformers builds BERT's tokenizers by the former:
 * whether letters are lowered, accents taken off and Chinese characters parted is read there, and put into the latter's
 * normalizer. (BertTokenizerFast.__init__; other classes take tokenizer.json as it is.)
 */
const bertTokenizer =
  /^(?:Bert|DistilBert|Electra|MPNet|MobileBert|Funnel|LayoutLM|Lxmert|SqueezeBert)Tokenizer(?:Fast)?$/;

const fieldOf = {
  do_lower_case: "lowercase",
  strip_accents: "strip_accents",
  tokenize_chinese_chars: "handle_chinese_chars",
} as const;

/**
 * The tokenizer.json as transformers would use it.
 * @param tokenizer parsed tokenizer.json.
 * @param config parsed tokenizer_config.json; undefined if there is none.
 */
export function withTokenizerConfig(tokenizer: unknown, config: unknown): unknown {
  const fields = (typeof config === "object" && config !== null ? config : {}) as Record<string, unknown>;
  const json = (typeof tokenizer === "object" && tokenizer !== null ? tokenizer : {}) as Record<string, unknown>;
  const { normalizer } = json;
  if (typeof fields.tokenizer_class !== "string" || !bertTokenizer.test(fields.tokenizer_class)) return tokenizer;
  if (typeof normalizer !== "object" || normalizer === null || !("type" in normalizer)) return tokenizer;
  if (normalizer.type !== "BertNormalizer") return tokenizer;
  const changes = Object.entries(fieldOf).flatMap(([name, field]) =>
    typeof fields[name] === "boolean" ? [[field, fields[name]] as const] : [],
  );
  return { ...json, normalizer: { ...normalizer, ...Object.fromEntries(changes) } };
}

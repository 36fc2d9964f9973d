/**
 * What a model's own files say of making one vector of a sentence, as sentence-transformers writes them: how long a text
 * may be, which pooling, and what comes after it. modules.json lists the steps, each with a folder.
 */

export interface SentenceModules {
  /** The folder of the encoder within the model's; "" for the model's own. */
  readonly encoderFolder: string;
  /** Undefined where the files say none that can be followed. */
  readonly pooling: "mean" | "cls" | undefined;
  /** Steps that are not followed, by their folder or what they are: a dense layer, normalisation, another pooling. */
  readonly notFollowed: readonly string[];
}

/** Files beside modules.json that its steps are read from. */
export function moduleFiles(modules: unknown): string[] {
  return stepsOf(modules)
    .filter(({ kind }) => kind === "Pooling")
    .map(({ path }) => `${path}/config.json`);
}

/**
 * @param modules the parsed modules.json.
 * @param file gives the parsed JSON of one of moduleFiles; undefined if there is none.
 */
export function readSentenceModules(modules: unknown, file: (name: string) => unknown): SentenceModules {
  const notFollowed: string[] = [];
  let encoderFolder = "";
  let pooling: SentenceModules["pooling"];
  for (const { kind, path } of stepsOf(modules)) {
    if (kind === "Transformer") encoderFolder = path;
    else if (kind === "Pooling") {
      const config = file(`${path}/config.json`);
      const way = config === undefined ? undefined : poolingOf(config);
      if (way === "mean" || way === "cls") pooling = way;
      else notFollowed.push(way === undefined ? path : `${path} (${way})`);
    } else notFollowed.push(path);
  }
  return { encoderFolder, pooling, notFollowed };
}

/** The folders are names of folders, never paths that lead elsewhere. */
function stepsOf(modules: unknown): { readonly kind: string; readonly path: string }[] {
  if (!Array.isArray(modules)) return [];
  return modules.flatMap((step: unknown) => {
    const { type, path } = (step ?? {}) as { type?: unknown; path?: unknown };
    if (typeof type !== "string" || typeof path !== "string" || !/^[\w-]{0,80}$/.test(path)) return [];
    return [{ kind: type.split(".").at(-1)!, path }];
  });
}

/** "pooling_mode" of newer files, the one flag that is true of older ones. */
function poolingOf(config: unknown): string {
  const fields = (typeof config === "object" && config !== null ? config : {}) as Record<string, unknown>;
  if (typeof fields.pooling_mode === "string") return fields.pooling_mode;
  const flags = Object.keys(fields).filter((name) => name.startsWith("pooling_mode_") && fields[name] === true);
  const names = flags.map((name) => name.slice("pooling_mode_".length).replace(/_tokens?$/, ""));
  return names.length === 0 ? "mean" : names.join(" + ");
}

/** Most tokens of a text: what sentence-transformers was told, else what the tokenizer was; undefined if neither says. */
export function longestText(sentenceConfig: unknown, tokenizerConfig: unknown): number | undefined {
  const { max_seq_length: stated } = (sentenceConfig ?? {}) as { max_seq_length?: unknown };
  const { model_max_length: limit } = (tokenizerConfig ?? {}) as { model_max_length?: unknown };
  return [stated, limit].find((value): value is number => Number.isSafeInteger(value) && (value as number) > 0);
}

/** True if sentence-transformers lowers a text, before its tokenizer may do so too. */
export function lowersText(sentenceConfig: unknown): boolean {
  return (sentenceConfig as { do_lower_case?: unknown } | null | undefined)?.do_lower_case === true;
}

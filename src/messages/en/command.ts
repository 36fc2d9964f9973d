/** Words of the command line, `measure` and what `lab` shares with it. */
const usage = `Measures the geometry of embeddings, layer by layer, without a page.

  npm run -s measure -- [--text sentences.txt] [options]
  npm run -s measure -- --vectors cloud.npy [options]

Input (one of the two; "-", or no file at all, is standard input)
  --text FILE        sentences, one per line, UTF-8
  --vectors FILE     a cloud of points: .npy, .npz, .safetensors (n × d, or layers × n × d; several arrays of one n are
                     layers), .parquet, a table of numbers (.csv, .tsv), or words with their
                     numbers (GloVe, word2vec)

Comparison (with --text)
  --compare FILE     a second text, measured beside the first
  --compare-model MODEL
                     a second model, for the second text or for the same one
                     Then come both reports, and linear CKA of every layer of the first with every layer of the second
                     where their points pair up: the same tokens in the same lines, or else sentences

Points (with --vectors)
  --tensor NAME      the one array to measure, where the file has several
  --drop-not-finite  leaves out rows with NaN, an infinity or no vector, which are refused by default

Points (with --text)
  --unit UNIT        tokens (default) or sentences
  --pooling WAY      for sentences: mean of the tokens or cls, the state of the first special token
                     (default: as the model's own files say, else mean)
  --special-tokens   counts special tokens ([CLS], [SEP]) in; they are left out by default
  --max-tokens N     encodes at most N tokens, special ones included; of a longer text a random choice of sentences
                     (default: as many as 256 MiB of hidden states hold)
  --layers LIST      hidden states to measure, such as 0,6,12 or 0-12 (default: all); 0 is the embedding layer's output
  --seed N           seed of that choice (default 1)
  --model MODEL      a folder with config.json, tokenizer.json and model.safetensors, or a name on the Hugging Face Hub,
                     organisation/name or organisation/name@revision, which is fetched once and kept; HF_ENDPOINT names
                     a mirror (default: the built-in all-MiniLM-L6-v2)

Measures
  --zeta Z           weight, from 0 (default) to 1, of the reference covariance in IsoScore⋆
  --no-intervals     leaves out the 90 % intervals, which take about as long as the measures
  --reference FILE   what the reference covariance is taken from: sentences for --text (default: the built-in reference
                     text), a cloud of the same dimensions for --vectors

Output
  --json             JSON instead of a table; a measure that is not defined is null, its reason under notDefined
  --csv              comma-separated values instead: one row for each layer, with intervals and settings
  --help             this text

Results go to standard output, progress and notices to standard error. The exit status is 0, or 2 for input that
can't be used.
`;

/** Node's codes for files that can't be read. */
const unreadableReasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "reading it is not permitted",
};

export const commandWords = {
  usage,
  oneOutput: "--json and --csv exclude each other.",
  referenceWithoutZeta: "--reference has an effect only with --zeta above 0.",
  notWithVectors: (option: string) => `--${option} can't be used with --vectors.`,
  vectorsNeedReference: "--vectors with --zeta above 0 needs --reference, a cloud of the same dimensions.",
  onlyWithVectors: (option: string) => `--${option} has an effect only with --vectors.`,
  poolingWithoutSentences: "--pooling has an effect only with --unit sentences.",
  standardInputOnce: "Standard input can be read only once: name a file with --text or --compare.",
  unknownOption: (option: string) => `Unknown option '${option}'. See --help.`,
  unexpectedArgument: (argument: string) => `Unexpected argument '${argument}'. See --help.`,
  valueMissing: (option: string) => `Option '${option} <value>' argument missing. See --help.`,
  takesNoValue: (option: string, value: string) =>
    `Option '${option}' does not take an argument, such as '${value}'. See --help.`,
  /** @param value what follows the option, and looks like the next one. */
  valueLikeOption: (option: string, value: string) =>
    `Option '${option}' needs an argument, and '${value}' looks like an option; ${option}=${value} is clear. See --help.`,
  /** In the place of a file's name. */
  standardInput: "standard input",
  oneOf: (option: string, choices: readonly string[], value: string) =>
    `--${option} is ${choices.join(" or ")}, not "${value}".`,
  number: (option: string, minimum: number, maximum: number, value: string) =>
    `--${option} is a number from ${minimum} to ${maximum}, not "${value}".`,
  wholeNumber: (option: string, minimum: number, maximum: number, value: string) =>
    `--${option} is a whole number from ${minimum} to ${maximum}, not "${value}".`,
  numbers: (option: string, maximum: number, value: string) =>
    `--${option} takes numbers and ranges up to ${maximum}, such as 0,6,12 or 0-12, not "${value}".`,
  loadingModel: "Loading the model",
  downloading: (name: string) => `Downloading ${name}`,
  comparingLayers: "Comparing layers",
  outOfMemory: "The memory does not suffice for so many hidden states; lower --max-tokens.",
  referenceTooWide: (bytes: number, most: number) =>
    `The covariances of the reference would take ${(bytes / 2 ** 30).toFixed(1)} GB of memory; up to ${(most / 2 ** 30).toFixed(1)} GB can be used. ζ needs fewer dimensions or layers.`,
  referenceTooSmall: "The reference has fewer than two points: no covariance can be taken.",
  noPoints: "The text has no points to measure: every token in it is a special one.",
  otherPooling: (model: string, pooling: string) => `The files of ${model} ask for ${pooling} pooling.`,
  notFollowed: (model: string, steps: string) =>
    `The files of ${model} ask for more than pooling, which is not done: ${steps}. These are the vectors before it.`,
  noTokenBefore: (model: string) =>
    `The tokenizer of ${model} puts no token before a text, so --pooling cls has nothing to take; use --pooling mean.`,
  noSuchLayer: (layer: number, highest: number) =>
    `--layers names ${layer}; this model's hidden states are 0 to ${highest}.`,
  referenceNeedsFile: "--reference needs a file; standard input is taken by the text.",
  sampled: (kept: number, sentences: number, tokens: number) =>
    `Encoded a random choice of ${kept} of ${sentences} sentences; all have ${tokens} tokens (see --max-tokens).`,
  referenceLayers: (found: number, expected: number) => `The reference has ${found} layers, the cloud ${expected}.`,
  referenceDimensions: (found: number, expected: number) =>
    `The reference has ${found} dimensions, the cloud ${expected}.`,
  dropped: (dropped: number, left: number) =>
    `${dropped} ${dropped === 1 ? "row" : "rows"} without a vector of finite numbers ${dropped === 1 ? "is" : "are"} dropped; ${left} are left.`,
  nearlyCoinciding: (layer: number, count: number, points: number) =>
    `Layer ${layer}: ${count} of ${points} points nearly coincide with another one; TwoNN and MLE read the noise between them. Leave such copies out to see the shape of the rest.`,
  notMeasured: (names: string) => `Not measured: ${names}.`,
  reading: "Reading",
  layerWithLayersTrained: "--layer has an effect only without --layers-trained.",
  layersNeedsJson: "--layers needs --json.",
  sweepWithLambda: "--sweep brings its own values of --lambda.",
  dataOrTask: "Give either --data or --task. See --help.",
  columnsWithoutData: "--text-column and --label-column need --data.",
  noSuchColumn: (column: string, columns: string) => `There is no column “${column}”; there are ${columns}.`,
  layerTooHigh: (highest: number) => `--layer is at most ${highest} for this model.`,
  noFolderToSaveIn: (file: string) => `${file} can't be written: its folder does not exist.`,
  notARun: (line: number, file: string) => `Line ${line} of ${file} is not a run of this command.`,
  runsDone: (done: number, runs: number) => `${done} of ${runs} runs are done already.`,
  training: "Training",
  encoding: "Encoding",
  /** @param code Node's; @param message what the system says of a code that is not known here. */
  unreadable: (file: string, code: string, message: string) =>
    `${file} can't be read: ${unreadableReasons[code] ?? message}.`,
  /** @param kind what standard input is read as. */
  readingStandardInput: (kind: "text" | "vectors") =>
    `Reading ${kind === "text" ? "sentences, one per line," : "a file of vectors"} from standard input; end it with Ctrl-D.`,
  /** @param lines the first of them, counted from 1. */
  cut: (limit: number, lines: readonly number[], count: number) =>
    `Cut at the model's limit of ${limit} tokens: line ${lines.join(", ")}${count > lines.length ? ` and ${count - lines.length} more` : ""}.`,
  badVectors: (file: string, sentence: string, code: string) =>
    `${file === "-" ? "" : `${file}: `}${sentence}${code === "vectors-not-finite" ? " Use --drop-not-finite to leave them out." : ""}`,
  badModel: (argument: string, code: string, { what, next }: { readonly what: string; readonly next: string }) =>
    code === "name-invalid" ? `${argument} is neither a folder nor the name of a model. ${next}` : `${what} ${next}`,
};

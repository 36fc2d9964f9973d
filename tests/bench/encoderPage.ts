/** The page in which encoder.ts runs both encoders: one browser, one thread each, the same weights and sentences. */
import { loadReferenceText } from "../../src/corpora/referenceText.ts";
import { encodeTexts } from "../../src/encoder/encodeTexts.ts";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { downloadModel } from "../../src/encoder/modelDownload.ts";
import type { EncoderModel } from "../../src/encoder/model.ts";
import { startEncoder } from "../../src/engine/backend.ts";
import { wasmFiles } from "../../src/engine/backendWasmFiles.ts";
import { runToEnd } from "../../src/geometry/steps.ts";
import { writeOnnx } from "./onnxModel.ts";

/** What of transformers.js is used here. */
interface TransformersJs {
  readonly env: {
    allowRemoteModels: boolean;
    useBrowserCache: boolean;
    useCustomCache: boolean;
    customCache: {
      match(url: string): Promise<Response | undefined>;
      put(url: string, response: Response): Promise<void>;
    };
    readonly backends: { readonly onnx: { readonly wasm: { numThreads: number; wasmPaths: string } } };
  };
  readonly pipeline: (
    task: "feature-extraction",
    model: string,
    options: { dtype: "fp32"; device: "wasm" },
  ) => Promise<FeatureExtraction>;
}

type FeatureExtraction = (
  texts: readonly string[],
) => Promise<{ readonly dims: readonly number[]; readonly data: Float32Array }>;

export interface EncoderTimes {
  readonly sentences: number;
  readonly tokens: number;
  readonly longest: number;
  /** Milliseconds of each round. */
  readonly ours: readonly number[];
  /** transformers.js with batches of 32 sentences in the order of the text, as its pipeline is commonly called. */
  readonly batched: readonly number[];
  /** transformers.js with one sentence at a time: nothing is padded. */
  readonly single: readonly number[];
  /** Largest difference of the last layers, as a share of the largest value: both must compute the same. */
  readonly deviation: number;
}

declare global {
  interface Window {
    benchmarkEncoder: typeof benchmarkEncoder;
  }
}

async function benchmarkEncoder(rivalUrl: string, sentenceCount: number, rounds: number): Promise<EncoderTimes> {
  const texts = await spreadSentences(sentenceCount);
  const model = await downloadModel(new URL("/models/all-MiniLM-L6-v2", location.href).href);
  const { encoder } = await startEncoder(model, { requested: "wasm", wasmFiles });
  const rival = await startTransformersJs(rivalUrl, model);

  const deviation = await compare(encoder, rival, texts.slice(0, 8));
  const times = { ours: [] as number[], batched: [] as number[], single: [] as number[] };
  // Interleaved, so that a machine that slows down slows all of them.
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await timed(() => encodeTexts(encoder, tokenize(model, texts))));
    times.batched.push(await timed(() => inBatches(rival, texts, 32)));
    times.single.push(await timed(() => inBatches(rival, texts, 1)));
  }
  const { offsets } = tokenize(model, texts);
  const longest = texts.reduce((most, _, index) => Math.max(most, offsets[index + 1] - offsets[index]), 0);
  return { sentences: texts.length, tokens: offsets[texts.length], longest, ...times, deviation };
}

window.benchmarkEncoder = benchmarkEncoder;

const tokenize = (model: EncoderModel, texts: readonly string[]) => runToEnd(model.tokenizer.tokenize(texts));

/** Sentences spread evenly over the built-in reference text, with the lengths that they have there. */
async function spreadSentences(count: number): Promise<string[]> {
  const text = await loadReferenceText();
  return Array.from({ length: count }, (_, index) => text[Math.floor((index * text.length) / count)]);
}

/** transformers.js' feature extraction on the same weights, handed over through its cache. */
async function startTransformersJs(rivalUrl: string, model: EncoderModel): Promise<FeatureExtraction> {
  const { env, pipeline } = (await import(
    /* @vite-ignore */ `${rivalUrl}/@huggingface/transformers/dist/transformers.min.js`
  )) as TransformersJs;
  const fetchOwn = async (name: string) => (await fetch(`/models/all-MiniLM-L6-v2/${name}`)).text();
  const tokenizerConfig = {
    tokenizer_class: "BertTokenizer",
    model_max_length: 512,
    pad_token: "[PAD]",
    unk_token: "[UNK]",
    cls_token: "[CLS]",
    sep_token: "[SEP]",
  };
  const files = new Map<string, string | Uint8Array<ArrayBuffer>>([
    ["config.json", await fetchOwn("config.json")],
    ["tokenizer.json", await fetchOwn("tokenizer.json")],
    ["tokenizer_config.json", JSON.stringify(tokenizerConfig)],
    ["model.onnx", writeOnnx(model) as Uint8Array<ArrayBuffer>],
  ]);
  env.allowRemoteModels = true;
  env.useBrowserCache = false;
  env.useCustomCache = true;
  env.customCache = {
    match: (url) => {
      const file = files.get(url.slice(url.lastIndexOf("/") + 1));
      return Promise.resolve(file === undefined ? undefined : new Response(file));
    },
    put: () => Promise.resolve(),
  };
  env.backends.onnx.wasm.numThreads = 1;
  env.backends.onnx.wasm.wasmPaths = `${rivalUrl}/onnxruntime-web/dist/`;
  return pipeline("feature-extraction", "all-MiniLM-L6-v2", { dtype: "fp32", device: "wasm" });
}

async function inBatches(rival: FeatureExtraction, texts: readonly string[], size: number): Promise<void> {
  for (let start = 0; start < texts.length; start += size) await rival(texts.slice(start, start + size));
}

async function compare(encoder: Encoder, rival: FeatureExtraction, texts: readonly string[]): Promise<number> {
  const { layers, d, tokens } = await encodeTexts(encoder, tokenize(encoder.model, texts));
  const last = layers[layers.length - 1];
  const { data, dims } = await rival(texts);
  let [difference, largest] = [0, 0];
  texts.forEach((_, sentence) => {
    const start = tokens.offsets[sentence] * d;
    const end = tokens.offsets[sentence + 1] * d;
    for (let i = start; i < end; i++) {
      difference = Math.max(difference, Math.abs(last[i] - data[sentence * dims[1] * d + (i - start)]));
      largest = Math.max(largest, Math.abs(last[i]));
    }
  });
  return difference / largest;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

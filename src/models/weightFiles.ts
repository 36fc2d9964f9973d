/** Which of a model's files hold its weights. */
import { missingTokenizer } from "../encoder/tokenizerJson.ts";
import { ModelError } from "./modelFault.ts";

export const singleWeights = "model.safetensors";
export const weightsIndex = "model.safetensors.index.json";
/** Weights of other formats, which are named but never read: a pickle runs code when it is opened. */
const otherWeights = /^(pytorch_model.*\.bin|tf_model\.h5|flax_model\.msgpack|.*\.onnx)$/;
/** Far more than any encoder has. */
const mostShards = 1000;

export type WeightsLayout = { readonly kind: "single"; readonly file: string } | { readonly kind: "sharded" };

/**
 * Finds the weights among a model's files.
 * @throws ModelError `adapter`, `file-missing` or `no-safetensors`; EncoderError `tokenizer-missing`.
 */
export function weightsAmong(name: string, files: readonly string[]): WeightsLayout {
  if (files.includes("adapter_config.json") && !files.includes(singleWeights) && !files.includes(weightsIndex))
    throw new ModelError({ code: "adapter", name });
  if (!files.includes("config.json")) throw new ModelError({ code: "file-missing", name, file: "config.json" });
  const layout = layoutAmong(files);
  if (layout === undefined) {
    const found = files.find((file) => otherWeights.test(file));
    throw new ModelError(
      found === undefined
        ? { code: "file-missing", name, file: singleWeights }
        : { code: "no-safetensors", name, found },
    );
  }
  if (!files.includes("tokenizer.json")) throw missingTokenizer(files);
  return layout;
}

function layoutAmong(files: readonly string[]): WeightsLayout | undefined {
  if (files.includes(singleWeights)) return { kind: "single", file: singleWeights };
  if (files.includes(weightsIndex)) return { kind: "sharded" };
  const [file, ...more] = files.filter((name) => name.endsWith(".safetensors"));
  return file !== undefined && more.length === 0 ? { kind: "single", file } : undefined;
}

/**
 * The names of the shards that an index lists, each a plain file name.
 * @throws ModelError `index-invalid`.
 */
export function shardsIn(index: Uint8Array): string[] {
  const fault = new ModelError({ code: "index-invalid", file: weightsIndex });
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(index));
  } catch {
    throw fault;
  }
  const { weight_map: map } = (json ?? {}) as Record<string, unknown>;
  if (typeof map !== "object" || map === null) throw fault;
  const shards = [...new Set(Object.values(map) as unknown[])];
  const valid = shards.every(
    (shard): shard is string => typeof shard === "string" && /^[\w.-]{1,120}\.safetensors$/.test(shard),
  );
  if (!valid || shards.length === 0 || shards.length > mostShards) throw fault;
  return shards.sort();
}

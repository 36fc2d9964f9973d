/** Validated reading of a model's config.json (Hugging Face layout) into what the forward pass needs. */
import { architectures, type ArchitectureName } from "./architectures.ts";
import { EncoderError } from "./encoderError.ts";

/** gelu: x·Φ(x) with the exact error function; gelu_new: its tanh approximation (Hendrycks & Gimpel 2016). */
export type Activation = "gelu" | "gelu_new" | "relu";

/** The shape of an encoder of BERT's family. */
export interface EncoderConfig {
  readonly architecture: ArchitectureName;
  /** L: number of encoder layers. There are L + 1 hidden states. */
  readonly layers: number;
  /** d: length of a hidden state. */
  readonly hiddenSize: number;
  /** Attention heads a layer; a head works on hiddenSize / heads dimensions. */
  readonly heads: number;
  /** Width of the feed-forward network. */
  readonly intermediateSize: number;
  readonly activation: Activation;
  readonly layerNormEpsilon: number;
  readonly vocabularySize: number;
  /** Rows of the position table. */
  readonly positions: number;
  /** Row of the position table that belongs to the first token (0 for BERT). */
  readonly firstPosition: number;
  /** Rows of the token type (segment) table; 0 if the architecture has none. */
  readonly tokenTypes: number;
  /** Most tokens of one sentence, special tokens included. */
  readonly maximumTokens: number;
}

/** BERT's names for its activations; "gelu_pytorch_tanh" and "gelu_new" are the same function. */
const activations: Readonly<Record<string, Activation>> = {
  gelu: "gelu",
  gelu_new: "gelu_new",
  gelu_pytorch_tanh: "gelu_new",
  relu: "relu",
};

/**
 * Reads a parsed config.json.
 * @throws EncoderError `architecture-unsupported` or `config-invalid`, naming the field.
 */
export function readConfig(json: unknown): EncoderConfig {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new EncoderError("config-invalid", "config.json holds no object.");
  }
  const fields = json as Record<string, unknown>;
  const architecture = readArchitecture(fields.model_type);
  const { configFields, firstPosition } = architectures[architecture];

  const positionEmbedding = fields.position_embedding_type ?? "absolute";
  if (positionEmbedding !== "absolute") {
    throw new EncoderError("config-invalid", `position_embedding_type ${JSON.stringify(positionEmbedding)} is not supported; only "absolute" is.`);
  }
  if (fields.is_decoder === true) {
    throw new EncoderError("config-invalid", "This model is a decoder (is_decoder is true); its attention is causal.");
  }

  const hiddenSize = readSize(fields, configFields.hiddenSize);
  const heads = readSize(fields, configFields.heads);
  if (hiddenSize % heads !== 0) {
    throw new EncoderError("config-invalid", `${configFields.hiddenSize} ${hiddenSize} is no multiple of ${configFields.heads} ${heads}.`);
  }
  const positions = readSize(fields, configFields.positions);
  return {
    architecture,
    layers: readSize(fields, configFields.layers),
    hiddenSize,
    heads,
    intermediateSize: readSize(fields, configFields.intermediateSize),
    activation: readActivation(fields[configFields.activation], configFields.activation),
    layerNormEpsilon: readEpsilon(fields.layer_norm_eps),
    vocabularySize: readSize(fields, configFields.vocabularySize),
    positions,
    firstPosition,
    tokenTypes: configFields.tokenTypes === undefined ? 0 : readSize(fields, configFields.tokenTypes),
    maximumTokens: positions - firstPosition,
  };
}

function readArchitecture(modelType: unknown): ArchitectureName {
  if (typeof modelType === "string" && Object.hasOwn(architectures, modelType)) return modelType as ArchitectureName;
  throw new EncoderError(
    "architecture-unsupported",
    `The model is of type ${JSON.stringify(modelType)}; supported: ${Object.keys(architectures).join(", ")}.`,
  );
}

/** Far above every known encoder; keeps a malformed file from asking for absurd memory. */
const largestSize = 10_000_000;

function readSize(fields: Record<string, unknown>, name: string): number {
  const value = fields[name];
  if (Number.isInteger(value) && (value as number) > 0 && (value as number) <= largestSize) return value as number;
  throw new EncoderError("config-invalid", `config.json: ${name} must be a positive integer, not ${JSON.stringify(value)}.`);
}

function readActivation(value: unknown, name: string): Activation {
  if (typeof value === "string" && Object.hasOwn(activations, value)) return activations[value];
  throw new EncoderError("config-invalid", `config.json: ${name} ${JSON.stringify(value)} is not one of ${Object.keys(activations).join(", ")}.`);
}

function readEpsilon(value: unknown): number {
  // transformers' own default where the field is missing.
  if (value === undefined) return 1e-12;
  if (typeof value === "number" && value > 0 && value < 1) return value;
  throw new EncoderError("config-invalid", `config.json: layer_norm_eps must lie between 0 and 1, not ${JSON.stringify(value)}.`);
}

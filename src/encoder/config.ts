/** Validated reading of a model's config.json (Hugging Face layout) into what the forward pass needs. */
import { shownValue } from "../files/shownValue.ts";
import { architectures, familyOf, type ArchitectureName } from "./architectures.ts";
import { EncoderError } from "./encoderError.ts";
import type { Family } from "./families/family.ts";
import { relativeBuckets } from "./relativePosition.ts";

/** gelu: x·Φ(x) with the exact error function; gelu_new: its tanh approximation (Hendrycks & Gimpel 2016). */
export type Activation = "gelu" | "gelu_new" | "relu";

/** The shape of an encoder of BERT's family. */
export interface EncoderConfig {
  readonly architecture: ArchitectureName;
  /** L: number of encoder layers. There are L + 1 hidden states. */
  readonly layers: number;
  /**
   * The stored weights of each layer: weights i are those of layer i, but where layers share them (ALBERT). Length: L.
   */
  readonly storedLayers: readonly number[];
  /** Layers of one group of shared weights; 1 where none are shared. */
  readonly layersInGroup: number;
  /** d: length of a hidden state. */
  readonly hiddenSize: number;
  /** Width of the embedding tables; d unless the embeddings are factorised. */
  readonly embeddingSize: number;
  /** True if a dense layer leads from the embeddings to the first hidden state. */
  readonly projectsEmbeddings: boolean;
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
  /**
   * The padding token where positions are counted past it, as RoBERTa does: a padding token has the position of its own
   * id, wherever it stands, and is not counted. Undefined where positions are simply counted.
   */
  readonly paddingToken: number | undefined;
  /** True if attention scores are biased by the distance between two tokens (MPNet). */
  readonly relativeAttention: boolean;
  /** Rows of the token type (segment) table; 0 if the architecture has none. */
  readonly tokenTypes: number;
  /** Most tokens of one sentence, special tokens included. */
  readonly maximumTokens: number;
}

/** transformers' names for its activations, several of which are the same function. */
const activations: Readonly<Record<string, Activation>> = {
  gelu: "gelu",
  gelu_python: "gelu",
  gelu_new: "gelu_new",
  gelu_fast: "gelu_new",
  gelu_pytorch_tanh: "gelu_new",
  relu: "relu",
};

/**
 * Reads a parsed config.json.
 * @throws EncoderError `architecture-unsupported` or `config-invalid`, naming the field.
 */
export function readConfig(json: unknown): EncoderConfig {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new EncoderError("config-invalid", { detail: "config-no-object" });
  }
  const architecture = readArchitecture(json as Record<string, unknown>);
  const family = familyOf(architecture);
  const fields = withDefaults(json as Record<string, unknown>, family);
  const { configFields } = family;

  const positionEmbedding = fields.position_embedding_type ?? "absolute";
  if (positionEmbedding !== "absolute") {
    throw new EncoderError("config-invalid", {
      detail: "positions-unsupported",
      found: shownValue(positionEmbedding),
    });
  }
  if (fields.is_decoder === true) {
    throw new EncoderError("config-invalid", { detail: "is-decoder" });
  }

  const pruned = fields.pruned_heads;
  if (typeof pruned === "object" && pruned !== null && Object.keys(pruned).length > 0) {
    throw new EncoderError("config-invalid", { detail: "heads-pruned" });
  }

  const hiddenSize = readSize(fields, configFields.hiddenSize);
  const heads = readSize(fields, configFields.heads);
  if (hiddenSize % heads !== 0) {
    throw new EncoderError("config-invalid", {
      detail: "not-a-multiple",
      sizeField: configFields.hiddenSize,
      size: hiddenSize,
      headsField: configFields.heads,
      heads,
    });
  }
  const positions = readSize(fields, configFields.positions);
  const vocabularySize = readSize(fields, configFields.vocabularySize);
  const paddingToken =
    family.positionsFrom === "padding-token" ? readPaddingToken(fields, family, vocabularySize) : undefined;
  const firstPosition = paddingToken === undefined ? 0 : paddingToken + 1;
  if (firstPosition >= positions) {
    throw new EncoderError("config-invalid", {
      detail: "no-position-left",
      field: configFields.positions,
      positions,
      firstPosition,
    });
  }
  return {
    architecture,
    ...readLayers(fields, family),
    hiddenSize,
    ...readEmbeddingSize(fields, family, hiddenSize),
    heads,
    intermediateSize: readSize(fields, configFields.intermediateSize),
    activation: readActivation(fields[configFields.activation], configFields.activation),
    layerNormEpsilon: family.fixed?.layerNormEpsilon ?? readEpsilon(fields.layer_norm_eps),
    vocabularySize,
    positions,
    firstPosition,
    paddingToken,
    relativeAttention: readRelativeAttention(fields, family),
    tokenTypes: configFields.tokenTypes === undefined ? 0 : readSize(fields, configFields.tokenTypes),
    maximumTokens: positions - firstPosition,
  };
}

function readArchitecture({
  model_type: modelType,
  architectures: classes,
}: Record<string, unknown>): ArchitectureName {
  if (typeof modelType === "string" && Object.hasOwn(architectures, modelType)) return modelType as ArchitectureName;
  // A config.json older than model_type still names the class.
  const known: unknown = modelType ?? (Array.isArray(classes) ? classes[0] : undefined);
  throw new EncoderError("architecture-unsupported", {
    detail: "architecture",
    found: shownValue(known),
    supported: Object.keys(architectures).join(", "),
  });
}

/** The fields of a config.json as transformers completes them. */
function withDefaults(json: Record<string, unknown>, { defaults, otherFields = {} }: Family): Record<string, unknown> {
  const others = Object.entries(otherFields).filter(([other]) => json[other] !== undefined);
  const stated = Object.entries(json).filter(([, value]) => value !== undefined);
  return {
    ...defaults,
    ...Object.fromEntries(stated),
    ...Object.fromEntries(others.map(([other, name]) => [name, json[other]])),
  };
}

/**
 * Which stored weights each layer uses. ALBERT stores `num_hidden_groups` groups of `inner_group_num` layers, and runs
 * through a group `num_hidden_layers` times in all, group ⌊i·groups/num_hidden_layers⌋ in turn i. Every layer that runs
 * is counted, as transformers counts hidden states.
 */
function readLayers(
  fields: Record<string, unknown>,
  { configFields, sharedLayers }: Family,
): Pick<EncoderConfig, "layers" | "storedLayers" | "layersInGroup"> {
  const turns = readSize(fields, configFields.layers, mostLayers);
  if (sharedLayers === undefined)
    return { layers: turns, storedLayers: Array.from({ length: turns }, (_, layer) => layer), layersInGroup: 1 };
  const groups = readSize(fields, sharedLayers.groupsField, mostLayers);
  const layersInGroup = readSize(fields, sharedLayers.layersInGroupField, mostLayers);
  const layers = turns * layersInGroup;
  if (groups > turns) {
    throw new EncoderError("config-invalid", {
      detail: "more-groups-than-layers",
      groupsField: sharedLayers.groupsField,
      groups,
      layersField: configFields.layers,
      layers: turns,
    });
  }
  const storedLayers = Array.from({ length: layers }, (_, layer) => {
    // The division is written as transformers writes it: its rounding decides.
    const group = Math.floor(Math.floor(layer / layersInGroup) / (turns / groups));
    return group * layersInGroup + (layer % layersInGroup);
  });
  return { layers, storedLayers, layersInGroup };
}

function readEmbeddingSize(
  fields: Record<string, unknown>,
  { factorisedEmbeddings }: Family,
  hiddenSize: number,
): Pick<EncoderConfig, "embeddingSize" | "projectsEmbeddings"> {
  if (factorisedEmbeddings === undefined) return { embeddingSize: hiddenSize, projectsEmbeddings: false };
  const { sizeField, projects } = factorisedEmbeddings;
  const embeddingSize = readSize(fields, sizeField);
  return { embeddingSize, projectsEmbeddings: projects === "always" || embeddingSize !== hiddenSize };
}

function readPaddingToken(fields: Record<string, unknown>, { fixed }: Family, vocabularySize: number): number {
  const value = fixed?.paddingToken ?? fields.pad_token_id;
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) < vocabularySize) return value as number;
  throw new EncoderError("config-invalid", { detail: "pad-token", found: shownValue(value) });
}

/** MPNet's code in transformers takes 32 buckets whatever the configuration says, so nothing else has ever been trained. */
function readRelativeAttention(fields: Record<string, unknown>, { relativeAttention }: Family): boolean {
  if (relativeAttention === undefined) return false;
  const { bucketsField } = relativeAttention;
  const buckets = readSize(fields, bucketsField);
  if (buckets !== relativeBuckets) {
    throw new EncoderError("config-invalid", {
      detail: "buckets",
      field: bucketsField,
      expected: relativeBuckets,
      found: buckets,
    });
  }
  return true;
}

/** Far above every known encoder; keeps a malformed file from asking for absurd memory. */
const largestSize = 10_000_000;
const mostLayers = 1000;

function readSize(fields: Record<string, unknown>, name: string, largest = largestSize): number {
  const value = fields[name];
  if (Number.isInteger(value) && (value as number) > 0 && (value as number) <= largest) return value as number;
  throw new EncoderError("config-invalid", {
    detail: "not-positive-integer",
    field: name,
    found: shownValue(value),
  });
}

function readActivation(value: unknown, name: string): Activation {
  if (typeof value === "string" && Object.hasOwn(activations, value)) return activations[value];
  throw new EncoderError("config-invalid", {
    detail: "not-one-of",
    field: name,
    found: shownValue(value),
    supported: Object.keys(activations).join(", "),
  });
}

function readEpsilon(value: unknown): number {
  // transformers' own default where the field is missing.
  if (value === undefined) return 1e-12;
  if (typeof value === "number" && value > 0 && value < 1) return value;
  throw new EncoderError("config-invalid", { detail: "layer-norm-epsilon", found: shownValue(value) });
}

/** The weights of an encoder in host memory, decoded and laid out as the forward pass multiplies them. */
import { familyOf } from "./architectures.ts";
import type { EncoderConfig } from "./config.ts";
import { EncoderError } from "./encoderError.ts";
import { relativeBias, relativeBuckets, type RelativeBias } from "./relativePosition.ts";
import { readTensor, type SafetensorsFile } from "./safetensors.ts";

/** y = x·weight + bias. `weight` is inputs × outputs, row-major: the transpose of what PyTorch stores. */
export interface DenseWeights {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly inputs: number;
  readonly outputs: number;
}

export interface LayerNormWeights {
  /** Scale (γ) of each dimension. */
  readonly gamma: Float32Array;
  /** Shift (β) of each dimension. */
  readonly beta: Float32Array;
}

export interface EncoderLayerWeights {
  /** Queries, keys and values side by side: d × 3d, so that one product makes all three. */
  readonly queryKeyValue: DenseWeights;
  readonly attentionOutput: DenseWeights;
  readonly attentionLayerNorm: LayerNormWeights;
  readonly intermediate: DenseWeights;
  readonly output: DenseWeights;
  readonly outputLayerNorm: LayerNormWeights;
}

export interface EncoderWeights {
  /** vocabulary × embeddingSize. */
  readonly wordEmbeddings: Float32Array;
  /** positions × embeddingSize. The first token type's row is already added: single texts are all of that type. */
  readonly positionEmbeddings: Float32Array;
  readonly embeddingLayerNorm: LayerNormWeights;
  /** From the embeddings to the first hidden state, where they are factorised. */
  readonly embeddingProjection?: DenseWeights;
  /** What is added to attention scores for distance (MPNet). */
  readonly relativeBias?: RelativeBias;
  /** One for each layer; layers that share weights hold the same object. */
  readonly layers: readonly EncoderLayerWeights[];
}

/**
 * Takes an encoder's weights out of a safetensors file.
 * @param onRead is told the name, in the file, of each tensor that was read.
 * @throws EncoderError `tensor-missing`, `tensor-unexpected`, `tensor-shape-wrong`, `tensor-not-finite` or
 *   `safetensors-dtype-unsupported`.
 */
export function readWeights(
  file: SafetensorsFile,
  config: EncoderConfig,
  onRead: (name: string) => void = () => undefined,
): EncoderWeights {
  const family = familyOf(config.architecture);
  const { embeddings } = family;
  const { hiddenSize: d, embeddingSize } = config;
  const root = rootOf(file, config);
  const seen = new Set<string>();

  const readNamed = (name: string, shape: readonly number[]): Float32Array => {
    const values = readTensor(file, name, shape);
    checkFinite(values, name);
    seen.add(name);
    onRead(name);
    return values;
  };
  const read = (name: string, shape: readonly number[]) => readNamed(root + name, shape);
  const readDense = (name: string, inputs: number, outputs: number): DenseWeights => ({
    weight: transpose(read(`${name}.weight`, [outputs, inputs]), outputs, inputs),
    bias: read(`${name}.bias`, [outputs]),
    inputs,
    outputs,
  });
  const readLayerNorm = (name: string, size: number): LayerNormWeights => {
    // Checkpoints converted from TensorFlow call scale and shift by their Greek letters.
    const [scale, shift] = file.entries.has(`${root}${name}.gamma`) ? ["gamma", "beta"] : ["weight", "bias"];
    return { gamma: read(`${name}.${scale}`, [size]), beta: read(`${name}.${shift}`, [size]) };
  };
  const readLayer = (stored: number): EncoderLayerWeights => {
    const names = family.layer(stored, config.layersInGroup);
    return {
      queryKeyValue: sideBySide([
        readDense(names.query, d, d),
        readDense(names.key, d, d),
        readDense(names.value, d, d),
      ]),
      attentionOutput: readDense(names.attentionOutput, d, d),
      attentionLayerNorm: readLayerNorm(names.attentionLayerNorm, d),
      intermediate: readDense(names.intermediate, d, config.intermediateSize),
      output: readDense(names.output, config.intermediateSize, d),
      outputLayerNorm: readLayerNorm(names.outputLayerNorm, d),
    };
  };

  const positionEmbeddings = read(`${embeddings.position}.weight`, [config.positions, embeddingSize]);
  if (embeddings.tokenType !== undefined) {
    addToRows(
      positionEmbeddings,
      read(`${embeddings.tokenType}.weight`, [config.tokenTypes, embeddingSize]).subarray(0, embeddingSize),
    );
  }
  const storedLayers = Array.from({ length: Math.max(...config.storedLayers) + 1 }, (_, stored) => readLayer(stored));
  const weights: EncoderWeights = {
    wordEmbeddings: readNamed(wordEmbeddingsName(file, config), [config.vocabularySize, embeddingSize]),
    positionEmbeddings,
    embeddingLayerNorm: readLayerNorm(embeddings.layerNorm, embeddingSize),
    ...(config.projectsEmbeddings && {
      embeddingProjection: readDense(family.factorisedEmbeddings!.projection, embeddingSize, d),
    }),
    ...(config.relativeAttention && {
      relativeBias: relativeBias(
        read(`${family.relativeAttention!.table}.weight`, [relativeBuckets, config.heads]),
        config.heads,
        config.maximumTokens,
      ),
    }),
    layers: config.storedLayers.map((stored) => storedLayers[stored]),
  };
  checkNoFurtherLayers(file, root + family.layerStem, seen, config.layers);
  return weights;
}

/** What PyTorch puts before all names of a model that was compiled, or trained on several devices. */
const wrapper = /^(?:_orig_mod\.|module\.)+/;

/**
 * What precedes the names of the encoder's tensors in a file: what a wrapper of PyTorch puts there, then the prefix of a
 * checkpoint with a task head, or nothing.
 */
export function rootOf(file: SafetensorsFile, { architecture }: Pick<EncoderConfig, "architecture">): string {
  const { prefix, embeddings } = familyOf(architecture);
  const [first = ""] = file.entries.keys();
  const wrapped = wrapper.exec(first)?.[0] ?? "";
  return file.entries.has(`${wrapped}${prefix}${embeddings.position}.weight`) ? wrapped + prefix : wrapped;
}

/** Where a file holds the table of word embeddings: as such, or as the output layer of a language model, which it is too. */
function wordEmbeddingsName(file: SafetensorsFile, config: EncoderConfig): string {
  const { embeddings, outputEmbeddings } = familyOf(config.architecture);
  const [first = ""] = file.entries.keys();
  const name = `${rootOf(file, config)}${embeddings.word}.weight`;
  const other = `${wrapper.exec(first)?.[0] ?? ""}${outputEmbeddings}`;
  return !file.entries.has(name) && file.entries.has(other) ? other : name;
}

/**
 * A task head or a pooler beside the encoder is no hidden state's business. But a tensor within the layers that the
 * configuration does not know means that file and configuration do not belong together: more layers, or other ones.
 */
function checkNoFurtherLayers(file: SafetensorsFile, stem: string, known: ReadonlySet<string>, layers: number): void {
  for (const name of file.entries.keys()) {
    if (name.startsWith(stem) && !known.has(name)) {
      throw new EncoderError("tensor-unexpected", { detail: "no-place-for-tensor", name, layers });
    }
  }
}

/** No product of such values is finite in float32; weights of a trained encoder are below 10⁴. */
const largestWeight = 1e18;

function checkFinite(values: Float32Array, name: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!(Math.abs(values[i]) < largestWeight)) {
      throw new EncoderError("tensor-not-finite", { detail: "value-not-finite", name, found: values[i], position: i });
    }
  }
}

/** Transposes a rows × columns matrix. */
function transpose(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const transposed = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) transposed[column * rows + row] = matrix[row * columns + column];
  }
  return transposed;
}

function addToRows(matrix: Float32Array, row: Float32Array): void {
  for (let i = 0; i < matrix.length; i++) matrix[i] += row[i % row.length];
}

/** One dense layer whose outputs are those of the given layers, one after the other. */
function sideBySide(parts: readonly DenseWeights[]): DenseWeights {
  const { inputs } = parts[0];
  const outputs = parts.reduce((sum, part) => sum + part.outputs, 0);
  const weight = new Float32Array(inputs * outputs);
  const bias = new Float32Array(outputs);
  let column = 0;
  for (const part of parts) {
    for (let row = 0; row < inputs; row++) {
      weight.set(part.weight.subarray(row * part.outputs, (row + 1) * part.outputs), row * outputs + column);
    }
    bias.set(part.bias, column);
    column += part.outputs;
  }
  return { weight, bias, inputs, outputs };
}

/** The weights of an encoder in host memory, decoded and laid out as the forward pass multiplies them. */
import { architectures } from "./architectures.ts";
import type { EncoderConfig } from "./config.ts";
import { EncoderError } from "./encoderError.ts";
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
  /** vocabulary × d. */
  readonly wordEmbeddings: Float32Array;
  /** positions × d. The first token type's row is already added: the encoder reads single texts, all of that type. */
  readonly positionEmbeddings: Float32Array;
  readonly embeddingLayerNorm: LayerNormWeights;
  readonly layers: readonly EncoderLayerWeights[];
}

/**
 * Takes an encoder's weights out of a safetensors file.
 * @throws EncoderError `tensor-missing`, `tensor-shape-wrong`, `tensor-not-finite` or `safetensors-dtype-unsupported`.
 */
export function readWeights(file: SafetensorsFile, config: EncoderConfig): EncoderWeights {
  const { embeddings, layer, prefix } = architectures[config.architecture];
  const d = config.hiddenSize;
  const root = file.entries.has(`${prefix}${embeddings.word}.weight`) ? prefix : "";

  const read = (name: string, shape: readonly number[]): Float32Array => {
    const values = readTensor(file, root + name, shape);
    checkFinite(values, root + name);
    return values;
  };
  const readDense = (name: string, inputs: number, outputs: number): DenseWeights => ({
    weight: transpose(read(`${name}.weight`, [outputs, inputs]), outputs, inputs),
    bias: read(`${name}.bias`, [outputs]),
    inputs,
    outputs,
  });
  const readLayerNorm = (name: string): LayerNormWeights => ({
    gamma: read(`${name}.weight`, [d]),
    beta: read(`${name}.bias`, [d]),
  });

  const positionEmbeddings = read(`${embeddings.position}.weight`, [config.positions, d]);
  if (embeddings.tokenType !== undefined) {
    addToRows(positionEmbeddings, read(`${embeddings.tokenType}.weight`, [config.tokenTypes, d]).subarray(0, d));
  }
  return {
    wordEmbeddings: read(`${embeddings.word}.weight`, [config.vocabularySize, d]),
    positionEmbeddings,
    embeddingLayerNorm: readLayerNorm(embeddings.layerNorm),
    layers: Array.from({ length: config.layers }, (_, index) => {
      const names = layer(index);
      return {
        queryKeyValue: sideBySide([readDense(names.query, d, d), readDense(names.key, d, d), readDense(names.value, d, d)]),
        attentionOutput: readDense(names.attentionOutput, d, d),
        attentionLayerNorm: readLayerNorm(names.attentionLayerNorm),
        intermediate: readDense(names.intermediate, d, config.intermediateSize),
        output: readDense(names.output, config.intermediateSize, d),
        outputLayerNorm: readLayerNorm(names.outputLayerNorm),
      };
    }),
  };
}

function checkFinite(values: Float32Array, name: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new EncoderError("tensor-not-finite", `"${name}" holds ${values[i]} at position ${i}; the weights are damaged.`);
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

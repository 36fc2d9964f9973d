/**
 * Writes an encoder as an ONNX model, so that transformers.js can run the very same weights. The graph is what a PyTorch
 * export of BertModel looks like, operator by operator, so that ONNX Runtime recognises and fuses its patterns.
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import type { EncoderModel } from "../../src/encoder/model.ts";
import type { DenseWeights, LayerNormWeights } from "../../src/encoder/weights.ts";
import { bytesField, floatField, integerField, message, textField } from "./protobuf.ts";

const floatType = 1;
const int64Type = 7;

/** Bytes of an ONNX model with inputs input_ids and attention_mask and the output last_hidden_state. */
export function writeOnnx({ config, weights }: EncoderModel): Uint8Array {
  const graph = new GraphWriter();
  const { hiddenSize: d, heads } = config;

  const length = graph.node("Gather", [graph.node("Shape", ["input_ids"]), graph.integers([1])]);
  const positions = graph.node("Slice", [
    graph.floats(weights.positionEmbeddings, [config.positions, d]),
    graph.integers([0]),
    length,
    graph.integers([0]),
  ]);
  const words = graph.node("Gather", [graph.floats(weights.wordEmbeddings, [config.vocabularySize, d]), "input_ids"]);
  const maskOfKeys = graph.node("Unsqueeze", [
    graph.node("Cast", ["attention_mask"], { to: floatType }),
    graph.integers([1, 2]),
  ]);
  const mask = graph.node("Mul", [
    graph.node("Sub", [graph.scalar(1), maskOfKeys]),
    graph.scalar(-3.4028234663852886e38),
  ]);

  const layerNorm = (x: string, { gamma, beta }: LayerNormWeights): string =>
    graph.node("LayerNormalization", [x, graph.floats(gamma, [d]), graph.floats(beta, [d])], {
      axis: -1,
      epsilon: config.layerNormEpsilon,
    });
  const dense = (x: string, { weight, bias, inputs, outputs }: DenseWeights): string =>
    graph.node("Add", [
      graph.floats(bias, [outputs]),
      graph.node("MatMul", [x, graph.floats(weight, [inputs, outputs])]),
    ]);
  const headsApart = (x: string, order: readonly number[]): string =>
    graph.node("Transpose", [graph.node("Reshape", [x, graph.integers([0, 0, heads, d / heads])])], { perm: order });

  let hidden = layerNorm(graph.node("Add", [words, positions]), weights.embeddingLayerNorm);
  for (const layer of weights.layers) {
    const [query, key, value] = [0, 1, 2].map((part) => dense(hidden, columns(layer.queryKeyValue, part * d, d)));
    const scores = graph.node("MatMul", [headsApart(query, [0, 2, 1, 3]), headsApart(key, [0, 2, 3, 1])]);
    const scaled = graph.node("Div", [scores, graph.scalar(Math.sqrt(d / heads))]);
    const attention = graph.node("Softmax", [graph.node("Add", [scaled, mask])], { axis: -1 });
    const context = graph.node("Transpose", [graph.node("MatMul", [attention, headsApart(value, [0, 2, 1, 3])])], {
      perm: [0, 2, 1, 3],
    });
    const together = graph.node("Reshape", [context, graph.integers([0, 0, d])]);
    const attended = layerNorm(
      graph.node("Add", [dense(together, layer.attentionOutput), hidden]),
      layer.attentionLayerNorm,
    );
    const inner = dense(attended, layer.intermediate);
    const erf = graph.node("Erf", [graph.node("Div", [inner, graph.scalar(Math.SQRT2)])]);
    const gelu = graph.node("Mul", [
      graph.node("Mul", [inner, graph.node("Add", [erf, graph.scalar(1)])]),
      graph.scalar(0.5),
    ]);
    hidden = layerNorm(graph.node("Add", [dense(gelu, layer.output), attended]), layer.outputLayerNorm);
  }
  graph.nodeNamed("Identity", [hidden], "last_hidden_state");
  return graph.model();
}

/** The dense layer of some of the outputs. */
function columns({ weight, bias, inputs, outputs }: DenseWeights, first: number, count: number): DenseWeights {
  const part = new Float32Array(inputs * count);
  for (let row = 0; row < inputs; row++)
    part.set(weight.subarray(row * outputs + first, row * outputs + first + count), row * count);
  return { weight: part, bias: bias.subarray(first, first + count), inputs, outputs: count };
}

class GraphWriter {
  private readonly nodes: Uint8Array[] = [];
  private readonly initializers: Uint8Array[] = [];
  private names = 0;

  /** Adds a node with one output and returns the output's name. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
  ): string {
    return this.nodeNamed(operator, inputs, this.name(), attributes);
  }

  nodeNamed(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
  ): string {
    const attributeFields = Object.entries(attributes).map(([name, value]) => bytesField(5, attribute(name, value)));
    this.nodes.push(
      message([
        ...inputs.map((input) => textField(1, input)),
        textField(2, output),
        textField(3, output),
        textField(4, operator),
        ...attributeFields,
      ]),
    );
    return output;
  }

  floats(values: Float32Array, shape: readonly number[]): string {
    return this.initializer(floatType, shape, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  scalar(value: number): string {
    return this.floats(Float32Array.of(value), []);
  }

  integers(values: readonly number[]): string {
    return this.initializer(int64Type, [values.length], new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer));
  }

  model(): Uint8Array {
    const graph = message([
      ...this.nodes.map((node) => bytesField(1, node)),
      textField(2, "encoder"),
      ...this.initializers.map((tensor) => bytesField(5, tensor)),
      bytesField(11, valueInfo("input_ids", int64Type, ["batch", "length"])),
      bytesField(11, valueInfo("attention_mask", int64Type, ["batch", "length"])),
      bytesField(12, valueInfo("last_hidden_state", floatType, ["batch", "length", "hidden"])),
    ]);
    return message([
      integerField(1, 8),
      bytesField(7, graph),
      bytesField(8, message([textField(1, ""), integerField(2, 17)])),
    ]);
  }

  private initializer(type: number, shape: readonly number[], bytes: Uint8Array): string {
    const name = this.name();
    this.initializers.push(
      message([
        ...shape.map((size) => integerField(1, size)),
        integerField(2, type),
        textField(8, name),
        bytesField(9, bytes),
      ]),
    );
    return name;
  }

  private name(): string {
    this.names++;
    return `t${this.names}`;
  }
}

function attribute(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value !== "number")
    return message([textField(1, name), ...value.map((integer) => integerField(8, integer)), integerField(20, 7)]);
  if (name === "epsilon") return message([textField(1, name), floatField(2, value), integerField(20, 1)]);
  return message([textField(1, name), integerField(3, value), integerField(20, 2)]);
}

function valueInfo(name: string, type: number, shape: readonly string[]): Uint8Array {
  const dimensions = message(shape.map((size) => bytesField(1, message([textField(2, size)]))));
  const tensor = message([integerField(1, type), bytesField(2, dimensions)]);
  return message([textField(1, name), bytesField(2, message([bytesField(1, tensor)]))]);
}

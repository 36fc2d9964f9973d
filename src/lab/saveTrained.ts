/**
 * What was trained, as a safetensors file that PyTorch reads: adapter and classifier as torch.nn.Linear keeps them
 * (outputs × inputs), and the trained encoder layers under the names of their architecture, so that they can be loaded
 * over the model they come from. Class names, settings, data and model are in the header's metadata.
 */
import { EncoderError } from "../encoder/encoderError.ts";
import { architectures } from "../encoder/architectures.ts";
import type { EncoderConfig } from "../encoder/config.ts";
import { parseSafetensors, readTensor, safetensorsMetadata } from "../encoder/safetensors.ts";
import { writeSafetensors } from "../encoder/safetensorsWriter.ts";
import { LabError } from "./labError.ts";
import type { Parameter } from "./parameters.ts";
import type { LabSettings } from "./settings.ts";

/** A piece of a parameter under the name that it is saved by: some of its columns. */
interface SavedPiece {
  readonly name: string;
  readonly shape: readonly number[];
  /** Columns of the parameter that it takes, and how many the parameter has. */
  readonly from: number;
  readonly to: number;
  readonly columns: number;
}

/** What the parameters were trained on, and from. */
export interface TrainedOn {
  readonly classes: readonly string[];
  readonly model: string;
  readonly data: {
    readonly name: string;
    readonly rows: number;
    /** SHA-256 of the rows; empty where none could be computed. */
    readonly hash: string;
  };
}

/** The file of some trained parameters. */
export function saveTrained(
  parameters: readonly Parameter[],
  config: Pick<EncoderConfig, "architecture" | "layers">,
  settings: Pick<LabSettings, "adapter" | "width" | "layersTrained" | "penalty" | "lambda" | "zeta" | "seed">,
  { classes, model, data }: TrainedOn,
): Uint8Array {
  const tensors = parameters.flatMap((parameter) =>
    piecesOf(parameter, config).map((piece) => {
      const values = takePiece(parameter.values, piece);
      return { name: piece.name, dtype: "F32" as const, shape: piece.shape, bytes: new Uint8Array(values.buffer) };
    }),
  );
  const { adapter, width, layersTrained, penalty, lambda, zeta, seed } = settings;
  const metadata = {
    format: "pt",
    classes: JSON.stringify(classes),
    adapter,
    width: String(width),
    layersTrained: String(layersTrained),
    penalty,
    lambda: String(lambda),
    zeta: String(zeta),
    seed: String(seed),
    model,
    data: JSON.stringify(data),
  };
  return writeSafetensors(tensors, metadata);
}

/**
 * The values of a saved file in place of a model's own.
 * @param parameters of a model of the same shape.
 * @param classes that the model tells apart.
 * @throws LabError `saved-file-invalid` if a tensor is missing or has another shape, or if the classes are others.
 */
export function loadTrained(
  bytes: Uint8Array,
  parameters: readonly Parameter[],
  config: Pick<EncoderConfig, "architecture" | "layers">,
  classes: readonly string[],
): Parameter[] {
  try {
    const file = parseSafetensors(bytes);
    checkClasses(safetensorsMetadata(bytes).classes, classes);
    return parameters.map((parameter) => {
      const values = parameter.values.slice();
      for (const piece of piecesOf(parameter, config))
        putPiece(values, readTensor(file, piece.name, piece.shape), piece);
      return { ...parameter, values };
    });
  } catch (cause) {
    if (!(cause instanceof EncoderError)) throw cause;
    throw new LabError("saved-file-invalid", { detail: "does-not-fit", fault: cause.fault }, { cause });
  }
}

/** A head of other classes would fit, if it has as many, and name all that it finds wrongly. */
function checkClasses(written: unknown, classes: readonly string[]): void {
  let saved: unknown;
  try {
    saved = JSON.parse(String(written));
  } catch {
    // No list of classes: none are named.
  }
  const names = Array.isArray(saved) ? saved.map(String) : [];
  if (names.length !== classes.length || names.some((name, i) => name !== classes[i]))
    throw new LabError("saved-file-invalid", { detail: "other-classes", saved: names, classes });
}

/** Under which names a parameter is saved: one, or three for queries, keys and values, which are one matrix here. */
function piecesOf({ name, shape }: Parameter, { architecture }: Pick<EncoderConfig, "architecture">): SavedPiece[] {
  const columns = shape.length === 2 ? shape[1] : shape[0];
  const [, layer, part, field] = /^layer\.(\d+)\.(\w+)\.(\w+)$/.exec(name) ?? [];
  const shapeOf = (width: number) => (shape.length === 2 ? [width, shape[0]] : [width]);
  if (layer === undefined) return [{ name, shape: shapeOf(columns), from: 0, to: columns, columns }];
  const names = architectures[architecture].layer(Number(layer));
  const suffix = field === "weight" || field === "gamma" ? "weight" : "bias";
  if (part !== "queryKeyValue")
    return [
      {
        name: `${names[part as keyof typeof names]}.${suffix}`,
        shape: shapeOf(columns),
        from: 0,
        to: columns,
        columns,
      },
    ];
  const width = columns / 3;
  return (["query", "key", "value"] as const).map((own, index) => ({
    name: `${names[own]}.${suffix}`,
    shape: shapeOf(width),
    from: index * width,
    to: (index + 1) * width,
    columns,
  }));
}

/** Columns from … to − 1 of a matrix (or entries of a vector), transposed. */
function takePiece(values: Float32Array, { from, to, columns }: SavedPiece): Float32Array {
  const rows = values.length / columns;
  const piece = new Float32Array((to - from) * rows);
  for (let column = from; column < to; column++) {
    for (let row = 0; row < rows; row++) piece[(column - from) * rows + row] = values[row * columns + column];
  }
  return piece;
}

/** The inverse of takePiece. */
function putPiece(values: Float32Array, piece: Float32Array, { from, to, columns }: SavedPiece): void {
  const rows = values.length / columns;
  for (let column = from; column < to; column++) {
    for (let row = 0; row < rows; row++) values[row * columns + column] = piece[(column - from) * rows + row];
  }
}

/** The files that are changed, of each format that is read, and how each is read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../src/corpora/inputError.ts";
import { readLabelledTable } from "../../src/corpora/readers/labelledTable.ts";
import { decodeText, readLines } from "../../src/corpora/readers/text.ts";
import { EncoderError } from "../../src/encoder/encoderError.ts";
import { readModel, type ModelFiles } from "../../src/encoder/model.ts";
import { runToEnd } from "../../src/geometry/steps.ts";
import { ModelError } from "../../src/models/modelFault.ts";
import { bytesSource } from "../../src/vectors/byteSource.ts";
import { readVectors } from "../../src/vectors/readVectors.ts";
import { mutateBytes, mutateJson, mutateSafetensors, mutateText } from "./mutate.ts";

interface Format {
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly mutate: (random: () => number, bytes: Uint8Array) => Uint8Array;
  /** Reads a file. @throws what its reader throws. */
  readonly read: (name: string, bytes: Uint8Array) => unknown;
}

const golden = join(import.meta.dirname, "../golden");

const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const fromGolden = (folder: string, ...names: string[]) =>
  names.map((name) => ({ name, bytes: Uint8Array.from(readFileSync(join(golden, folder, name))) }));
const written = (name: string, ...texts: string[]) => texts.map((text) => ({ name, bytes: textBytes(text) }));

const readCloud = (name: string, bytes: Uint8Array) =>
  readVectors([bytesSource(name, bytes)], {
    options: { array: null, dropNotFinite: true },
    onProgress: () => undefined,
  });

const readRows = (name: string, bytes: Uint8Array) => {
  const table = readLabelledTable(bytes, name);
  return table.rows(table.detected.text, table.detected.label, { mergeSimilarLabels: true });
};

/** Models whose tokenizers are of each kind. */
const families = ["family-bert-gamma", "family-roberta", "family-albert", "family-mpnet"];

const modelFiles = new Map<string, ModelFiles>(
  families.map((family) => {
    const read = (name: string) => Uint8Array.from(readFileSync(join(golden, "encoder", family, name)));
    return [
      family,
      {
        "config.json": read("config.json"),
        "tokenizer.json": read("tokenizer.json"),
        "model.safetensors": read("model.safetensors"),
      },
    ];
  }),
);

/** A file of a model changed, the others as they are; with what is read, texts are tokenized. */
function ofModels(file: keyof ModelFiles, mutate: Format["mutate"]): Format {
  return {
    name: file,
    files: families.map((family) => ({ name: family, bytes: modelFiles.get(family)![file] })),
    mutate,
    read: (family, bytes) => {
      const { tokenizer } = readModel(family, { ...modelFiles.get(family)!, [file]: bytes });
      const { ids } = runToEnd(tokenizer.tokenize(["A small sentence, and naïve 東京 too.", "a".repeat(300), ""]));
      return Array.from(ids, (id) => tokenizer.tokenText(id));
    },
  };
}

const rows = 'sentence,label\nthe first,a\n"the, second",b\nthe third,a\n"a ""fourth""\nof two lines",b\n';
const objects = [0, 1, 2, 3].map((i) => ({ text: `sentence ${i}`, label: i % 2, more: { x: [i, null] } }));
const glove = "the 0.1 -0.2 3e-1\nof 1 2 3\nNew York 4 5 6\n";

export const formats: readonly Format[] = [
  { name: "npy", files: fromGolden("vectors", "int8.npy"), mutate: mutateBytes, read: readCloud },
  { name: "npz", files: fromGolden("vectors", "stored.npz", "deflated.npz"), mutate: mutateBytes, read: readCloud },
  { name: "safetensors", files: fromGolden("vectors", "half.safetensors"), mutate: mutateSafetensors, read: readCloud },
  {
    name: "Parquet",
    files: fromGolden(
      "vectors",
      "columns.parquet",
      "lists_snappy.parquet",
      "lists_gzip.parquet",
      "lists_brotli.parquet",
      "lists_zstd.parquet",
    ),
    mutate: mutateBytes,
    read: readCloud,
  },
  {
    name: "vectors in CSV",
    files: [...fromGolden("vectors", "savetxt.csv"), ...written("a.csv", 'id,v,label\n1,"[1, 2]",a\n2,"[3, 4]",b\n')],
    mutate: mutateText,
    read: readCloud,
  },
  { name: "word vectors", files: written("a.txt", glove, `3 3\n${glove}`), mutate: mutateText, read: readCloud },
  { name: "rows in CSV", files: written("a.csv", rows), mutate: mutateText, read: readRows },
  { name: "rows in TSV", files: written("a.tsv", rows.replaceAll(",", "\t")), mutate: mutateText, read: readRows },
  { name: "rows in JSON", files: written("a.json", JSON.stringify(objects)), mutate: mutateJson, read: readRows },
  {
    name: "rows in JSON Lines",
    files: written("a.jsonl", objects.map((object) => JSON.stringify(object)).join("\n")),
    mutate: mutateText,
    read: readRows,
  },
  ofModels("tokenizer.json", (random, bytes) => (random() < 0.2 ? mutateBytes : mutateJson)(random, bytes)),
  ofModels("config.json", (random, bytes) => (random() < 0.2 ? mutateBytes : mutateJson)(random, bytes)),
  ofModels("model.safetensors", mutateSafetensors),
  {
    name: "vocab.txt",
    files: written("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\n##ing\n\u0301\n"),
    mutate: mutateText,
    read: (_, bytes) => readLines(decodeText(bytes)),
  },
];

/** True for what a reader says of a file that it can't read. */
export function isCoded(error: unknown): boolean {
  return error instanceof InputError || error instanceof EncoderError || error instanceof ModelError;
}

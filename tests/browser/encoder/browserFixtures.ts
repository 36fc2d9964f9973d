/** Golden files and the default model, fetched from the test server. */
import type { ModelFiles } from "../../../src/encoder/model.ts";
import { readTinyModel, tinyModelFiles, type TinyModel } from "../../golden/encoder/tinyModel.ts";

export const modelUrl = new URL("/models/all-MiniLM-L6-v2", location.href).href;

const goldenUrls = import.meta.glob<string>("../../golden/encoder/**/*.{json,safetensors}", {
  query: "?url",
  import: "default",
  eager: true,
});

export async function fetchGolden(name: string): Promise<Uint8Array> {
  const response = await fetch(goldenUrls[`../../golden/encoder/${name}`]);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export async function fetchTinyModel(name: string): Promise<TinyModel> {
  const files = await Promise.all(
    tinyModelFiles.map(async (file) => [file, await fetchGolden(`${name}/${file}`)] as const),
  );
  return readTinyModel(
    name,
    Object.fromEntries(files) as unknown as ModelFiles & { "expected.safetensors": Uint8Array },
  );
}

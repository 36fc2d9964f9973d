/** The default model on the wasm backend in Node, and real sentences to run through it. */
import { fileURLToPath } from "node:url";
import { makePackagedText } from "../../src/corpora/packages/packagedTexts.ts";
import { readModelFolder } from "../../src/models/modelFolder.ts";
import { startHostInNode } from "../../src/engine/backendNode.ts";
import type { EncoderHost } from "../../src/engine/encoderHost.ts";
import { runToEnd } from "../../src/geometry/steps.ts";

/** Starts the encoder; call dispose() on it when done. */
export async function startDefaultModel(): Promise<EncoderHost> {
  const folder = fileURLToPath(new URL("../../public/models/all-MiniLM-L6-v2", import.meta.url));
  return startHostInNode(await readModelFolder(folder), () => undefined);
}

/** The first sentences of the built-in reference text. */
export function referenceSentences(count: number): string[] {
  return makePackagedText("reference")
    .lines.slice(0, count)
    .map(({ text }) => text);
}

/** As many of them as hold this many tokens. */
export function sentencesOfTokens(host: EncoderHost, tokens: number): string[] {
  const all = referenceSentences(Infinity);
  const { offsets } = runToEnd(host.model.tokenizer.tokenize(all));
  const enough = offsets.findIndex((offset) => offset >= tokens);
  return all.slice(0, enough < 0 ? all.length : enough);
}

/** Tells models apart that have the same name: another folder of that name, or the same model after training. */
import type { EncoderModel } from "./model.ts";
import { sha256 } from "./sha256.ts";

const known = new WeakMap<EncoderModel, Promise<string>>();

/** SHA-256, in hexadecimal, of all that the hidden states depend on: the configuration and every weight. */
export function modelFingerprint(model: EncoderModel): Promise<string> {
  let fingerprint = known.get(model);
  if (fingerprint === undefined) known.set(model, (fingerprint = digestModel(model)));
  return fingerprint;
}

async function digestModel({ config, weights }: EncoderModel): Promise<string> {
  const { layers, ...embeddings } = weights;
  const digests: string[] = [];
  // One after the other: a digest may copy what it reads.
  for (const part of [embeddings, ...new Set(layers)])
    for (const values of arraysOf(part)) digests.push(await sha256(values));
  return sha256(new TextEncoder().encode(JSON.stringify([config, digests])));
}

/** All arrays of numbers in a part of the weights, in order. */
function arraysOf(part: object): Float32Array<ArrayBuffer>[] {
  if (part instanceof Float32Array) return [part as Float32Array<ArrayBuffer>];
  return Object.values(part).flatMap((value: unknown) =>
    typeof value === "object" && value !== null ? arraysOf(value) : [],
  );
}

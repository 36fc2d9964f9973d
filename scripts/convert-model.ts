/**
 * Converts a Hugging Face model folder of BERT's family to what IsoScope reads: fp16 safetensors, without the tensors
 * that no hidden state depends on. Only safetensors are read; a pickle (.bin, .pt) never is.
 *
 *   npx tsx scripts/convert-model.ts <model folder> <output folder>
 */
import { convertModel } from "./convertModel.ts";

const [source, target, ...rest] = process.argv.slice(2);
if (source === undefined || target === undefined || rest.length > 0) {
  console.error("Usage: npx tsx scripts/convert-model.ts <model folder> <output folder>");
  process.exit(2);
}
try {
  for (const line of await convertModel(source, target)) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

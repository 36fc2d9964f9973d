/** The tensors of a safetensors file. */
import { InputError } from "../corpora/inputError.ts";
import { cleanName } from "../corpora/readers/cleanName.ts";
import { EncoderError } from "../encoder/encoderError.ts";
import { parseSafetensorsHeader, safetensorsHeaderBytes } from "../encoder/safetensors.ts";
import type { ArrayEntry } from "./arrayEntry.ts";
import { streamOf, type ByteSource } from "./byteSource.ts";
import { valueTypeOfSafetensors } from "./valueType.ts";

/** @throws InputError vectors-safetensors. */
export async function safetensorsEntries(source: ByteSource): Promise<ArrayEntry[]> {
  try {
    const headerEnd = safetensorsHeaderBytes(await source.read(0, Math.min(8, source.size)), source.size);
    const tensors = parseSafetensorsHeader(await source.read(0, headerEnd), source.size);
    return [...tensors].map(([name, { dtype, shape, start, end }]) => {
      const type = valueTypeOfSafetensors(dtype);
      return {
        name: cleanName(name),
        shape,
        typeName: cleanName(dtype),
        ...(type && { type }),
        fortranOrder: false,
        bytes: end - start,
        open: () => streamOf(source, start, end),
      };
    });
  } catch (error) {
    if (error instanceof EncoderError) throw new InputError({ code: "vectors-safetensors", fault: { ...error.fault } });
    throw error;
  }
}

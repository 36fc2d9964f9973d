/** The arrays of .npy, .npz and .safetensors files as a cloud: layers, and the words beside them. */
import type { ArrayEntry } from "./arrayEntry.ts";
import { cloudShape } from "./arrayEntry.ts";
import { chooseArrays } from "./chooseArrays.ts";
import { detectColumns, type Column } from "./column.ts";
import { checkSizes, readArray } from "./readArray.ts";
import { isColumn, readColumn } from "./readColumn.ts";
import { keepFinite, RowFlags } from "./rowFlags.ts";
import type { Reading, VectorCloud, VectorLayer } from "./vectorCloud.ts";

/**
 * @param beside columns from other files, for n rows.
 * @throws InputError vectors-objects, vectors-no-array, vectors-unknown-array, vectors-length, vectors-too-large, vectors-not-finite.
 */
export async function arrayCloud(
  file: string,
  entries: readonly ArrayEntry[],
  beside: (n: number) => Promise<readonly Column[]>,
  { options, onProgress }: Reading,
): Promise<VectorCloud> {
  const chosen = chooseArrays(entries, options.array);
  checkSizes(chosen.layers);
  const { n } = cloudShape(chosen.layers[0]);
  const columns: Column[] = [];
  for (const entry of chosen.beside.filter(isColumn)) columns.push(await readColumn(entry));
  columns.push(...(await beside(n)));
  const notFinite = new RowFlags();
  const layers: VectorLayer[] = [];
  const total = chosen.layers.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  onProgress(0, total);
  for (const entry of chosen.layers) {
    layers.push(...(await readArray(entry, notFinite, (bytes) => onProgress((done += bytes), total))));
  }
  return {
    file,
    dtype: chosen.layers[0].type.name,
    ...keepFinite(layers, columns, n, notFinite, options.dropNotFinite),
    dropped: notFinite.count,
    detected: detectColumns(columns),
    arrays: chosen.choices,
    array: options.array,
    leftOut: [...chosen.leftOut, ...chosen.beside.filter((entry) => !isColumn(entry)).map(({ name }) => name)],
  };
}

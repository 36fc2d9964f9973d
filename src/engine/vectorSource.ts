/** A cloud of vectors from a file as a source: no encoder, no built-in reference, every point for itself. */
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import { columnOfRows } from "../vectors/column.ts";
import type { VectorCloud } from "../vectors/vectorCloud.ts";
import type { CloudSource } from "./cloudSource.ts";
import type { PointTable } from "./protocol/pointTable.ts";

/** Most points that the page draws and names. */
const mostDrawn = 20_000;

/** @param seed chooses the points that are drawn, where they are too many. */
export function vectorSource(vectors: VectorCloud, seed: number, most = mostDrawn): CloudSource {
  const { layers, n, columns } = vectors;
  const drawn = n > most ? sampleWithoutReplacement(n, most, createRandom(seed)).sort() : undefined;
  const rowOf = (point: number): number => vectors.rows?.[point] ?? point;
  const points = tableOf(drawn ?? Uint32Array.from({ length: n }, (_, point) => point), rowOf);
  const textColumn = columns.find(({ name }) => name === vectors.detected.text);
  return {
    layers: layers.length,
    // Nothing says whether the rows of a file follow each other.
    isInOrder: false,
    bytes: layers.reduce((sum, { cloud }) => sum + cloud.values.byteLength, 0),
    pointsOf: (layer) => {
      if (!(layer in layers)) throw new RangeError(`there is no layer ${layer} of ${layers.length}`);
      return { cloud: layers[layer].cloud };
    },
    ...(drawn && { drawn }),
    // Every point has a line of its own: its text, or nothing but its number.
    names: () => ({
      points: tableOf(
        Uint32Array.from({ length: n }, (_, point) => point),
        rowOf,
      ),
      lines: textColumn === undefined ? [] : Array.from(textColumn.codes, (code) => textColumn.entries[code]),
    }),
    arrival: (run) => ({
      kind: "opened",
      run,
      vectors: {
        file: vectors.file,
        dtype: vectors.dtype,
        n,
        layers: layers.map(({ name, cloud, exponent }) => ({
          name,
          d: cloud.d,
          ...(exponent !== undefined && { exponent }),
        })),
        columns: drawn === undefined ? columns : columns.map((column) => columnOfRows(column, drawn)),
        detected: vectors.detected,
        arrays: vectors.arrays,
        array: vectors.array,
        leftOut: vectors.leftOut,
        dropped: vectors.dropped,
        points,
      },
    }),
    describe: (point) => ({ row: rowOf(point), words: columns.map(({ entries, codes }) => entries[codes[point]]) }),
  };
}

function tableOf(chosen: Uint32Array, rowOf: (point: number) => number): PointTable {
  return {
    n: chosen.length,
    line: Uint32Array.from(chosen, (_, index) => index),
    position: chosen.map(rowOf),
    tokenTexts: [],
  };
}

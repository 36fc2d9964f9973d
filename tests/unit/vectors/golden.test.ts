import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { golden, goldenFolder, open, problemOf, wordsOf } from "./openFile.ts";

/** What tests/golden/vectors/make.py put into the files. */
const points = [
  [0, -1.5, 2.25],
  [4, 0.125, -0],
  [3, -7, 96],
  [1, 1, 1],
  [-0.5, 12, 2],
];
const labels = ["cat", "dog", "cat", "ünï", "dog"];
const texts = ["one", "two, three", 'with "quotes"', "", "last"];
const layer = (index: number) => points.flat().map((value) => value * (1 + index));

describe(".npy", () => {
  test.each(readdirSync(goldenFolder).filter((name) => /^u?int.*\.npy$/.test(name)))(
    "%s holds whole numbers",
    async (name) => {
      const { layers, dtype } = await open(golden(name));
      expect([...layers[0].cloud.values]).toEqual([1, 2, 3, 4, 5, 100]);
      expect(dtype).toBe(name.replace(/(_big)?\.npy$/, ""));
    },
  );

  test("of true and false is ones and zeros", async () => {
    expect([...(await open(golden("bool.npy"))).layers[0].cloud.values]).toEqual([1, 0, 0, 1]);
  });

  test.each([
    ["three_dimensions.npy", 2],
    ["three_dimensions_fortran.npy", 3],
  ])("%s of three dimensions is layers × n × d", async (name, count) => {
    const { layers, n } = await open(golden(name));
    expect(n).toBe(5);
    expect(layers).toHaveLength(count);
    layers.forEach(({ name: layerName, cloud }, index) => {
      expect(cloud).toMatchObject({ n: 5, d: 3 });
      expect([...cloud.values]).toEqual(layer(index));
      expect(layerName).toBe(`${name.replace(".npy", "")}[${index}]`);
    });
  });

  test("of labels stands beside one of vectors, of Python objects is never opened", async () => {
    const cloud = await open([golden("labels.npy"), golden("three_dimensions.npy")]);
    expect(wordsOf(cloud, "labels")).toEqual(labels);
    expect(cloud.detected.label).toBe("labels");
    expect(await problemOf(golden("objects.npy"))).toMatchObject({
      code: "vectors-objects",
    });
  });
});

describe(".npz", () => {
  test("stored: the float array is the cloud, what has its length stands beside it", async () => {
    const cloud = await open(golden("stored.npz"));
    expect(cloud.layers.map(({ name }) => name)).toEqual(["embeddings"]);
    expect([...cloud.layers[0].cloud.values]).toEqual(layer(0));
    expect(cloud.layers[0].cloud.values).toBeInstanceOf(Float32Array);
    expect([wordsOf(cloud, "labels"), wordsOf(cloud, "texts")]).toEqual([labels, texts]);
    expect(cloud.detected).toEqual({ label: "labels", text: "texts" });
    expect(cloud.leftOut).toEqual(["weights"]);
    expect(cloud.arrays.map(({ name }) => name)).toEqual(["embeddings", "weights"]);
  });

  test("deflated: layers in the order of their numbers, whatever the byte order and the order of indices", async () => {
    const cloud = await open(golden("deflated.npz"));
    expect(cloud.layers.map(({ name }) => name)).toEqual(["layer_1", "layer_2", "layer_10"]);
    expect(cloud.layers.map(({ cloud: { values } }) => [...values])).toEqual([layer(1), layer(2), layer(10)]);
    expect(wordsOf(cloud, "y")).toEqual(["0", "1", "2", "3", "4"]);
    expect(wordsOf(cloud, "codes")).toEqual(["a", "b", "a", "c", "b"]);
    expect(cloud.leftOut).toEqual(["mask", "pickled"]);
  });

  test("one array can be chosen", async () => {
    const { layers, array } = await open(golden("stored.npz"), { array: "weights" });
    expect([layers.length, layers[0].cloud.n, array]).toEqual([1, 2, "weights"]);
    expect(await problemOf(golden("stored.npz"), { array: "no" })).toEqual({
      code: "vectors-unknown-array",
      array: "no",
      arrays: ["embeddings", "weights"],
    });
  });
});

describe(".safetensors", () => {
  test("tensors with the same n are layers, in the order of their numbers", async () => {
    const cloud = await open(golden("half.safetensors"));
    expect(cloud.layers.map(({ name }) => name)).toEqual(["layer_0", "layer_2", "layer_10"]);
    expect(cloud.layers.map(({ cloud: { values } }) => [...values])).toEqual([layer(0), layer(2), layer(10)]);
    expect(wordsOf(cloud, "label")).toEqual(["0", "1", "0", "2", "1"]);
    expect([cloud.dtype, cloud.leftOut]).toEqual(["float16", ["other"]]);
  });

  test("a tensor of three dimensions is layers × n × d", async () => {
    const { layers, dtype } = await open(golden("bfloat16.safetensors"));
    expect(layers.map(({ cloud: { values } }) => [...values])).toEqual([layer(0), layer(1)]);
    expect(dtype).toBe("bfloat16");
  });
});

describe(".parquet", () => {
  test.each(["none", "snappy", "zstd", "gzip", "brotli", "lz4"])("of lists, packed by %s", async (compression) => {
    const cloud = await open(golden(`lists_${compression}.parquet`));
    expect(cloud.layers.map(({ name, cloud: { n, d, values } }) => ({ name, n, d, values: [...values] }))).toEqual([
      { name: "embedding", n: 5, d: 3, values: layer(0) },
      { name: "embedding_2", n: 5, d: 3, values: layer(1) },
    ]);
    expect(cloud.layers[0].cloud.values).toBeInstanceOf(Float32Array);
    expect([wordsOf(cloud, "label"), wordsOf(cloud, "text"), wordsOf(cloud, "price")]).toEqual([
      labels,
      texts,
      ["1", "2", "3", "4", "5"],
    ]);
    expect(cloud.detected).toEqual({ label: "label", text: "text" });
  });

  test("of columns of numbers: identifiers are left out, the class stands beside", async () => {
    const cloud = await open(golden("columns.parquet"));
    expect([...cloud.layers[0].cloud.values]).toEqual(layer(0));
    expect([cloud.leftOut, cloud.detected.label]).toEqual([["id"], "class"]);
  });

  test("that can't be used is refused by name", async () => {
    expect(await problemOf(golden("not_finite.parquet"))).toEqual({
      code: "vectors-not-finite",
      rows: 2,
      empty: 0,
      first: [1, 2],
      n: 4,
    });
    expect(await problemOf(golden("ragged.parquet"))).toEqual({
      code: "vectors-ragged-list",
      row: 1,
      column: "v",
      expected: 2,
      found: 1,
    });
    expect(await problemOf(golden("empty.parquet"))).toMatchObject({ code: "vectors-empty" });
    expect(await problemOf(golden("words.parquet"))).toEqual({ code: "vectors-no-numbers", columns: ["word"] });
    const kept = await open(golden("not_finite.parquet"), { dropNotFinite: true });
    expect([[...kept.layers[0].cloud.values], kept.dropped, [...kept.rows!]]).toEqual([[0, 1, 1, 1], 2, [0, 3]]);
  });
});

describe("tables of text", () => {
  test.each(["savetxt.txt", "savetxt.csv"])("%s as NumPy writes it", async (name) => {
    const { layers, columns } = await open(golden(name));
    expect([...layers[0].cloud.values]).toEqual(layer(0));
    expect(columns).toEqual([]);
  });
});

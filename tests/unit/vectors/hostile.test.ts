/** Small files that ask for much: each is read or refused in time and memory that its size bounds. */
import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unquoted } from "../../../src/corpora/readers/quotes.ts";
import { columnNames } from "../../../src/corpora/readers/table.ts";
import { bytesSource, type ByteSource } from "../../../src/vectors/byteSource.ts";
import { chooseArrays } from "../../../src/vectors/chooseArrays.ts";
import { blankCells } from "../../../src/vectors/wordVectors.ts";
import { open, problemOf, textFile } from "./openFile.ts";

/** Each of these took minutes or all memory before; a busy machine takes no more than a few seconds for them. */
const seconds = 20_000;

function npy(shape: string, values: Float32Array): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }\n`;
  const head = Uint8Array.from([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0]);
  return Uint8Array.from([...head, ...new TextEncoder().encode(header), ...new Uint8Array(values.buffer)]);
}

interface Member {
  readonly name: string;
  readonly offset: number;
}

/** An archive whose members are all the same stored bytes, each said to be at its place. */
function archive(content: Uint8Array, members: readonly Member[], copies: number, size = content.length): ByteSource {
  const checksum = (crc32 as unknown as (bytes: Uint8Array) => number)(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const body = Buffer.concat(Array.from({ length: copies }, () => [local, content]).flat());
  const entries = members.map(({ name, offset }) => {
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(checksum, 16);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    entry.write(name, 46);
    return entry;
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return bytesSource("a.npz", Uint8Array.from(Buffer.concat([body, directory, end])));
}

describe("archives", () => {
  const content = npy("(3, 2)", Float32Array.of(1, 2, 3, 4, 5, 7));

  test("members that lie apart are read", async () => {
    const members = [
      { name: "a.npy", offset: 0 },
      { name: "b.npy", offset: 30 + content.length },
    ];
    expect((await open(archive(content, members, 2))).layers).toHaveLength(2);
  });

  test("60,000 members over the same bytes are refused", { timeout: seconds }, async () => {
    const members = Array.from({ length: 60_000 }, (_, i) => ({ name: `a${i}.npy`, offset: 0 }));
    expect(await problemOf(archive(content, members, 1))).toMatchObject({
      code: "vectors-zip",
      fault: { detail: "member-overlap" },
    });
  });
});

test("an array of 200,000 layers is refused before any is made", async () => {
  const file = bytesSource("a.npy", npy("(200000, 2, 1)", new Float32Array(400_000)));
  expect(await problemOf(file)).toMatchObject({ code: "vectors-many-layers", layers: 200_000 });
});

test("100,000 arrays of as many points are told apart without a search for each", { timeout: seconds }, () => {
  const entries = Array.from({ length: 100_000 }, (_, i) => ({
    name: `t${i}`,
    shape: [1 + (i % 50_000), 1],
    typeName: "<f4",
    type: { name: "float32" as const, kind: "float" as const, bytes: 4, littleEndian: true },
    fortranOrder: false,
    bytes: 4 * (1 + (i % 50_000)),
    open: () => {
      throw new Error("not read");
    },
  }));
  const chosen = chooseArrays(entries as unknown as Parameters<typeof chooseArrays>[0], null);
  // Of groups with as many layers, the one with the most points.
  expect(chosen.layers.map(({ name }) => name)).toEqual(["t49999", "t99999"]);
});

describe("tables of numbers", () => {
  test("a stray quote in 5 MB is found in one pass", { timeout: seconds }, async () => {
    const lines = Array.from({ length: 500_000 }, (_, i) => (i === 5 ? '1,"2,3' : `${i},2,${i % 7}`));
    expect(await problemOf(textFile("a.csv", `a,b,c\n${lines.join("\n")}`))).toEqual({ code: "table-quote", line: 7 });
  });

  test("a quoted cell of three million lines is one cell", { timeout: seconds }, async () => {
    const { n, columns } = await open(textFile("a.csv", `a,b\n1,"${"x\n".repeat(3e6)}"\n2,y\n`));
    expect(n).toBe(2);
    expect(columns[0]!.entries[0]).toHaveLength(6e6 - 1);
  });

  test("a cell in quotes goes on over lines, and quotes in pairs do not end it", async () => {
    const { columns } = await open(textFile("a.csv", 'a,b\n1,"x ""y""\n\nz, ""\n"\n2,"w"\n'));
    expect(columns[0]!.entries).toEqual(['x "y"\n\nz, "', "w"]);
  });

  test("a line of thirty million cells is refused before they are made", { timeout: seconds }, async () => {
    expect(await problemOf(textFile("a.csv", `a,b\n${"1,".repeat(3e7)}2\n`))).toMatchObject({
      code: "vectors-long-line",
      line: 2,
    });
  });

  test("blanks inside a line are looked at once", () => {
    expect(blankCells(`  a${" ".repeat(500_000)}b  `)).toEqual(["a", "b"]);
  });
});

test("100,000 columns of one name get as many names", () => {
  const names = columnNames(["a (2)", ...Array.from({ length: 100_000 }, () => "a")]);
  expect(new Set(names).size).toBe(100_001);
  expect(names.slice(0, 4)).toEqual(["a (2)", "a", "a (3)", "a (4)"]);
});

test("a quoted cell may have any length", () => {
  expect(unquoted(`"${'""'.repeat(5_000_000)}"`)).toHaveLength(5_000_000);
  expect(unquoted('"a"b"')).toBe('"a"b"');
  expect(unquoted('"a""b"')).toBe('a"b');
  expect(unquoted('"')).toBe('"');
  expect(unquoted('"""')).toBe('"""');
});

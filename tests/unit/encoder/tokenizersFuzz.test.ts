/** Generated tokenizers of all kinds on strings of all kinds, against Rust `tokenizers` (tests/golden/encoder/tokenizers_fuzz.py). */
import { describe, expect, test } from "vitest";
import { EncoderError } from "../../../src/encoder/encoderError.ts";
import { TextTokenizer } from "../../../src/encoder/tokenizer.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { readGolden, readGoldenJson } from "./nodeFixtures.ts";

interface Fuzz {
  readonly models: Readonly<Record<string, object>>;
  readonly texts: readonly string[];
  readonly tokenizers: readonly {
    readonly base: string;
    readonly changes: object;
    readonly normalizer: unknown;
    readonly pre_tokenizer: unknown;
    readonly post_processor: unknown;
    readonly added_tokens: readonly unknown[];
    /** A hash of each text's ids; null where the tokenizer is refused. */
    readonly hashes: string | null;
    readonly refused?: string;
  }[];
}

const charsmap = Buffer.from(readGolden("charsmap.bin")).toString("base64");
const fuzz = readGoldenJson("tokenizersFuzz.json") as Fuzz;

/** 32 bits of FNV-1a over the ids, four bytes each. */
function hashed(ids: Iterable<number>): string {
  let value = 0x811c9dc5;
  for (const id of ids) {
    for (let shift = 0; shift < 32; shift += 8) value = Math.imul(value ^ ((id >>> shift) & 0xff), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, "0");
}

function faultOf(read: () => unknown): string | undefined {
  try {
    read();
  } catch (error) {
    if (error instanceof EncoderError) return error.fault.detail;
    throw error;
  }
  return undefined;
}

describe("ids equal the reference's", () => {
  test("there are enough of them", () => {
    expect(fuzz.tokenizers.length).toBeGreaterThanOrEqual(60);
    expect(fuzz.texts.length).toBeGreaterThanOrEqual(300);
    expect(fuzz.tokenizers.filter(({ hashes }) => hashes !== null).length).toBeGreaterThanOrEqual(55);
  });

  test.each(fuzz.tokenizers.map((entry, index) => [index, entry.base, entry] as const))(
    "tokenizer %i, of %s",
    (_, base, { changes, hashes, refused, ...parts }) => {
      const json = JSON.stringify({ ...parts, model: { ...fuzz.models[base], ...changes } });
      const whole: unknown = JSON.parse(
        json.replaceAll('"precompiled_charsmap":""', `"precompiled_charsmap":"${charsmap}"`),
      );
      const read = () => new TextTokenizer(whole, { vocabularySize: 1000, maximumTokens: 1e9 });
      if (hashes === null) {
        expect(faultOf(read)).toBe(refused);
        return;
      }
      const { ids, offsets } = runToEnd(read().tokenize(fuzz.texts));
      const found = fuzz.texts.map((_text, index) => hashed(ids.subarray(offsets[index], offsets[index + 1])));
      const expected = hashes.split(" ");
      const others = fuzz.texts.filter((_text, index) => found[index] !== expected[index]);
      expect(others.map((text) => JSON.stringify(text))).toEqual([]);
    },
  );
});

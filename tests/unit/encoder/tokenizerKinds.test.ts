/** Tokenizers of every kind, trained small, against the reference library (Rust `tokenizers`). */
import { sentenceOf, worded } from "../sentences.ts";
import { describe, expect, test } from "vitest";
import { CharacterMap } from "../../../src/encoder/tokenization/characterMap.ts";
import { TextTokenizer } from "../../../src/encoder/tokenizer.ts";
import { missingTokenizer } from "../../../src/encoder/tokenizerJson.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { readGolden, readGoldenJson } from "./nodeFixtures.ts";

interface Golden {
  readonly tokenizer: Record<string, unknown>;
  readonly vocabularySize: number;
  readonly texts: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

const charsmap = Buffer.from(readGolden("charsmap.bin")).toString("base64");

/** The golden file; the map of characters, which is long, is put in here. */
function golden(name: string): Golden {
  const json = JSON.stringify(readGoldenJson(`tokenizer-${name}.json`));
  return JSON.parse(json.replaceAll('"precompiled_charsmap":""', `"precompiled_charsmap":"${charsmap}"`)) as Golden;
}

const tokenizerOf = ({ tokenizer, vocabularySize }: Golden, maximumTokens = 5000) =>
  new TextTokenizer(tokenizer, { vocabularySize, maximumTokens });

describe.each(["bpe", "unigram-xlm", "unigram-spm", "unigram-albert", "wordpiece-cased"])("%s", (name) => {
  const reference = golden(name);
  const tokenizer = tokenizerOf(reference);

  test("the token ids of all varied sentences are the reference's", () => {
    expect(reference.texts.length).toBeGreaterThanOrEqual(200);
    const { ids, offsets } = runToEnd(tokenizer.tokenize(reference.texts.map(({ text }) => text)));
    reference.texts.forEach(({ text, ids: expected }, index) => {
      expect([...ids.subarray(offsets[index], offsets[index + 1])], JSON.stringify(text)).toEqual(expected);
    });
  });

  test("the special tokens are found in the post-processor and marked", () => {
    const { ids, special } = runToEnd(tokenizer.tokenize(["the cat", ""]));
    const empty = [ids.at(-2), ids.at(-1)];
    expect(empty).toEqual(reference.texts.find(({ text }) => text === "")!.ids);
    expect([...special.slice(0, 1), ...special.slice(-3)]).toEqual([1, 1, 1, 1]);
    expect(special.filter((mark) => mark === 1).length).toBe(4);
  });

  test("a long line has the first tokens of the whole line", () => {
    const line = reference.texts
      .map(({ text }) => text)
      .filter((text) => !text.includes("mask"))
      .join("  ")
      .repeat(2);
    expect(line.length).toBeGreaterThan(30_000);
    const whole = runToEnd(tokenizerOf(reference, 1e9).tokenize([line])).ids;
    const cut = runToEnd(tokenizerOf(reference, 100).tokenize([line]));
    expect([...cut.ids.slice(0, 99)]).toEqual([...whole.slice(0, 99)]);
    expect(cut.truncated).toEqual([0]);
  });

  test("a million letters without a space are cut like any other line", () => {
    const { ids, truncated } = runToEnd(tokenizerOf(reference, 512).tokenize(["abcé漢x".repeat(170_000)]));
    expect(ids.length).toBe(512);
    expect(truncated).toEqual([0]);
  });

  test("tokens read as text: joined, a sentence's tokens are its words", () => {
    const { ids } = runToEnd(tokenizer.tokenize(["we had in the that café 42"]));
    const words: string[] = [];
    [...ids.slice(1, -1)].forEach((id, index) => {
      if (index > 0 && tokenizer.continuesWord(id)) words[words.length - 1] += tokenizer.tokenText(id);
      else words.push(tokenizer.tokenText(id));
    });
    const expected = "we had in the that café 42".split(" ");
    // A space that is a token of its own is shown as such; the word after it then has no space of its own.
    const read = words.join(" ").replaceAll(/␣ ?/g, "").replaceAll("<0xC3><0xA9>", "é");
    expect(read).toBe(name === "unigram-albert" ? expected.join(" ").replace("é", "e") : expected.join(" "));
  });
});

test("byte-level tokens read as text, and parts of a character as their bytes", () => {
  const tokenizer = tokenizerOf(golden("bpe"));
  const { ids } = runToEnd(tokenizer.tokenize(["𪚥 the"]));
  const texts = [...ids].map((id) => tokenizer.tokenText(id));
  expect(texts[0]).toBe("<s>");
  expect(texts.at(-1)).toBe("</s>");
  expect(texts.at(-2)).toBe("the");
  expect(texts.slice(1, -2).join("")).toBe("<0xF0><0xAA><0x9A><0xA5>");
});

test("the map of characters changes what the reference changes, and nothing else", () => {
  const { changed, texts } = readGoldenJson("charsmapCharacters.json") as {
    changed: Record<string, string>;
    texts: [string, string][];
  };
  const map = new CharacterMap(readGolden("charsmap.bin"));
  expect(Object.keys(changed).length).toBeGreaterThan(5000);
  for (const [point, expected] of Object.entries(changed))
    expect(map.normalize(String.fromCodePoint(parseInt(point, 16))), point).toBe(expected);
  // Of the others, every eleventh: segmentation takes its time.
  for (let point = 1; point < 0x30000; point += 11) {
    const character = String.fromCodePoint(point);
    if (changed[point.toString(16)] !== undefined || (point >= 0xd800 && point < 0xe000)) continue;
    if (map.normalize(character) !== character) expect(map.normalize(character), point.toString(16)).toBe(character);
  }
  for (const [text, expected] of texts) expect(map.normalize(text), JSON.stringify(text)).toBe(expected);
});

test("a damaged map of characters is refused or harmless, never a crash", () => {
  const bytes = Uint8Array.from(readGolden("charsmap.bin"));
  for (const length of [0, 3, 4, 100])
    expect(worded(() => new CharacterMap(bytes.slice(0, length)))).toThrow("precompiled_charsmap is damaged");
  for (let seed = 1; seed < 40; seed++) {
    const damaged = bytes.slice();
    for (let i = 0; i < 4000; i++) damaged[4 + ((seed * 7919 + i * 104729) % 200_000)] ^= 1 + (i % 255);
    expect(typeof new CharacterMap(damaged).normalize("Å ﬁ ½ 한국어 👩‍👩‍👧 plain")).toBe("string");
  }
});

/** A sequence in a sequence in a sequence … */
function nested(depth: number): unknown {
  let inner: unknown = { type: "NFC" };
  for (let level = 0; level < depth; level++) inner = { type: "Sequence", normalizers: [inner] };
  return inner;
}

describe("refusals", () => {
  const bpe = golden("bpe");
  const unigram = golden("unigram-spm");
  const model = (of: Golden, changes: object) => ({
    ...of,
    tokenizer: { ...of.tokenizer, model: { ...(of.tokenizer.model as object), ...changes } },
  });
  const changed = (of: Golden, changes: object) => ({ ...of, tokenizer: { ...of.tokenizer, ...changes } });

  test.each<[string, Golden, string]>([
    [
      "a token beyond the embedding table",
      { ...bpe, vocabularySize: 700 },
      'the token "<mask>" the id 700; the model\'s vocabulary has 700 rows',
    ],
    [
      "a Unigram vocabulary beyond it",
      { ...unigram, vocabularySize: 500 },
      "names 700 tokens; the model's vocabulary has 500 rows",
    ],
    ["a negative id", model(bpe, { vocab: { a: -1 } }), 'gives the token "a" the id -1'],
    [
      "an unknown kind of model",
      model(bpe, { type: "WordLevel" }),
      'has a model of type "WordLevel"; supported: WordPiece, BPE, Unigram.',
    ],
    ["a Unigram model without scores", model(unigram, { vocab: ["a"] }), "not a list of tokens with scores"],
    ["a Unigram model without unknown token", model(unigram, { unk_id: null }), "without a token for the unknown"],
    ["a Unigram model with bytes", model(unigram, { byte_fallback: true }), "falls back to bytes"],
    ["BPE without merges", model(bpe, { merges: null }), "without merges"],
    ["BPE with dropout", model(bpe, { dropout: 0.1 }), "dropout 0.1"],
    [
      "a pre-tokenizer that is not read right",
      changed(bpe, { pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "Digits" }] } }),
      'has a pre_tokenizer of type "Digits"',
    ],
    [
      "an old Metaspace that puts no space first",
      changed(unigram, { pre_tokenizer: { type: "Metaspace", add_prefix_space: false } }),
      "add_prefix_space is false",
    ],
    ["an unknown normalizer", changed(bpe, { normalizer: { type: "Nmt" } }), 'has a normalizer of type "Nmt"'],
    [
      "a map that is not base64",
      changed(unigram, { normalizer: { type: "Precompiled", precompiled_charsmap: "%%%" } }),
      "precompiled_charsmap is not base64",
    ],
    [
      "a special token without id",
      changed(bpe, { post_processor: { type: "RobertaProcessing", sep: ["</x>", 2], cls: ["<s>", 0] } }),
      '"</x>" is not in the vocabulary',
    ],
    [
      "a special token with another id than the vocabulary's",
      changed(bpe, { post_processor: { type: "RobertaProcessing", sep: ["</s>", 0], cls: ["<s>", 0] } }),
      '"</s>" around a text as id 0',
    ],
    [
      "a template without the text",
      changed(bpe, { post_processor: { type: "TemplateProcessing", single: [], special_tokens: {} } }),
      "does not hold the text exactly once",
    ],
    [
      "an unknown token that is in no vocabulary",
      model(bpe, { unk_token: "<nothing>" }),
      "without a token for the unknown",
    ],
    ["a merge that makes no token", model(bpe, { merges: [["t", "\u0000"]] }), "which is not in the vocabulary"],
    [
      "bytes of bytes",
      changed(bpe, {
        pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "ByteLevel" }, { type: "ByteLevel" }] },
      }),
      "turns a text into bytes twice",
    ],
    [
      "a hundred thousand nested sequences",
      changed(bpe, { normalizer: nested(100_000) }),
      "a normalizer of more than 64 parts",
    ],
    [
      "many normalizers",
      changed(bpe, {
        normalizer: { type: "Sequence", normalizers: Array.from({ length: 65 }, () => ({ type: "NFC" })) },
      }),
      "a normalizer of more than 64 parts",
    ],
    [
      "normalizers that multiply a text",
      changed(bpe, {
        normalizer: {
          type: "Sequence",
          normalizers: Array.from({ length: 20 }, () => ({ type: "Prepend", prepend: "ab" })),
        },
      }),
      "3486784401 times longer",
    ],
    ...["(a+)+$", "a*a*b", "x+y", ".*a", "a{0,999}a{0,999}b", "a?", "a{2}+", "\\p{L}", "[[:alpha:]]"].map(
      (pattern): [string, Golden, string] => [
        `the pattern ${pattern}`,
        changed(bpe, { normalizer: { type: "Replace", pattern: { Regex: pattern }, content: "" } }),
        "replaces the pattern",
      ],
    ),
    [
      "an added token that is normalized away",
      changed(bpe, {
        normalizer: { type: "Strip", strip_left: true, strip_right: true },
        added_tokens: [{ id: 3, content: " ", normalized: true }],
      }),
      "of which its normalizer leaves nothing",
    ],
    ["an added token without content", changed(bpe, { added_tokens: [{ id: 3 }] }), "added token without content"],
  ])("%s is refused in one line", (_, wrong, message) => {
    expect(worded(() => tokenizerOf(wrong))).toThrow(message);
    expect(worded(() => tokenizerOf(wrong))).toThrow(/^[^\n]+\.$/);
  });

  test("a folder without tokenizer.json is told how to make one", () => {
    const error = missingTokenizer(["config.json", "vocab.txt"]);
    expect(error).toMatchObject({
      code: "tokenizer-missing",
      fault: { detail: "other-tokenizer-file", file: "vocab.txt" },
    });
    expect(sentenceOf(error)).toContain("It has vocab.txt, which can't be read alone. Make one with transformers");
    expect(sentenceOf(missingTokenizer(["config.json"]))).not.toContain("It has");
  });
});

test("a hundred thousand added tokens that begin alike take no more time than a few", () => {
  const { tokenizer } = golden("bpe");
  const added = Array.from({ length: 100_000 }, (_, id) => ({ id: 700, content: `a${id}`, normalized: false }));
  const many = new TextTokenizer(
    { ...tokenizer, added_tokens: added },
    { vocabularySize: 200_000, maximumTokens: 100_000 },
  );
  const started = performance.now();
  const { ids } = runToEnd(many.tokenize(["a".repeat(20_000) + "a99999a5"]));
  expect(performance.now() - started).toBeLessThan(2000);
  expect(ids.at(-2)! - ids.at(-3)!).toBe(5 - 99_999);
});

test("a file that leaves out the model's type, as old ones do, is read", () => {
  for (const name of ["bpe", "unigram-xlm", "wordpiece-cased"]) {
    const reference = golden(name);
    const model = { ...(reference.tokenizer.model as object), type: undefined };
    const { ids } = runToEnd(
      tokenizerOf({ ...reference, tokenizer: { ...reference.tokenizer, model } }).tokenize([reference.texts[30].text]),
    );
    expect([...ids]).toEqual(reference.texts[30].ids);
  }
});

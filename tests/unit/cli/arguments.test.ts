import { english } from "../../../src/messages/en/catalogue.ts";
import { sentenceOf, worded } from "../sentences.ts";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments.ts";
import { UsageError } from "../../../src/cli/usageError.ts";

const parse = (line: string) => parseArguments(line.split(" ").filter((word) => word !== ""));

describe("a command line", () => {
  test("without anything measures the tokens of standard input at ζ = 0", () => {
    expect(parse("")).toEqual({
      kind: "text",
      file: "-",
      settings: { unit: "tokens", pooling: "model", includeSpecialTokens: false },
      maxTokens: undefined,
      layers: "all",
      model: undefined,
      zeta: 0,
      reference: undefined,
      seed: 1,
      intervals: true,
      output: "table",
    });
  });

  test("can say everything about a text", () => {
    const line =
      "--text a.txt --unit sentences --pooling cls --special-tokens --max-tokens 99 --layers 12,3-5,0,4 --seed 7 --model m --zeta 0.25 --reference r.txt --no-intervals --json";
    expect(parse(line)).toEqual({
      kind: "text",
      file: "a.txt",
      settings: { unit: "sentences", pooling: "cls", includeSpecialTokens: true },
      maxTokens: 99,
      layers: [0, 3, 4, 5, 12],
      model: "m",
      zeta: 0.25,
      reference: "r.txt",
      seed: 7,
      intervals: false,
      output: "json",
    });
  });

  test("can name a cloud", () => {
    expect(parse("--vectors c.npy --zeta=1 --reference r.npy")).toEqual({
      kind: "vectors",
      file: "c.npy",
      zeta: 1,
      reference: "r.npy",
      tensor: undefined,
      dropNotFinite: false,
      seed: 1,
      intervals: true,
      output: "table",
    });
    expect(parse("--vectors -")).toMatchObject({ kind: "vectors", file: "-" });
  });

  test("prints one form, not two", () => {
    expect(parse("--csv")).toMatchObject({ output: "csv" });
    expect(() => parse("--csv --json")).toThrow(UsageError);
  });

  test("takes a value that looks like an option where it is joined to its own", () => {
    expect(parse("--text=--json --")).toMatchObject({ file: "--json", output: "table" });
  });

  test("asks for help", () => {
    expect(parse("--help --text a")).toEqual({ kind: "help" });
    expect(parse("-h")).toEqual({ kind: "help" });
  });

  test.each([
    ["sentences.txt", "Unexpected argument 'sentences.txt'"],
    ["--texts a", "Unknown option '--texts'"],
    ["--text", "'--text <value>' argument missing"],
    ["--text --json", "Option '--text' needs an argument, and '--json' looks like an option"],
    ["--json=yes", "'--json' does not take an argument"],
    ["-x", "Unknown option '-x'"],
    ["--toString", "Unknown option '--toString'"],
    ["-- a", "Unexpected argument 'a'"],
    ["--unit words", '--unit is tokens or sentences, not "words".'],
    ["--unit sentences --pooling max", '--pooling is mean or cls, not "max".'],
    ["--pooling cls", "--pooling has an effect only with --unit sentences."],
    ["--zeta 1.01", '--zeta is a number from 0 to 1, not "1.01".'],
    ["--zeta=", '--zeta is a number from 0 to 1, not "".'],
    ["--zeta NaN", '--zeta is a number from 0 to 1, not "NaN".'],
    ["--seed 1.5", '--seed is a whole number from 0 to 4294967295, not "1.5".'],
    ["--seed=-1", 'not "-1".'],
    ["--max-tokens 0", '--max-tokens is a whole number from 1 to 2147483648, not "0".'],
    ["--layers last", '--layers takes numbers and ranges up to 1000, such as 0,6,12 or 0-12, not "last".'],
    ["--layers 6-3", 'not "6-3".'],
    ["--layers=", 'not "".'],
    ["--layers 0-99999999", "up to 1000"],
    ["--vectors a.npy --layers 1", "--layers can't be used with --vectors."],
    ["--reference r.txt", "--reference has an effect only with --zeta above 0."],
    ["--vectors c.npy --zeta 0.5", "--vectors with --zeta above 0 needs --reference"],
    ["--text a.txt --tensor x", "--tensor has an effect only with --vectors."],
    ["--drop-not-finite", "--drop-not-finite has an effect only with --vectors."],
    ["--vectors c.npy --unit tokens", "--unit can't be used with --vectors."],
    ["--vectors c.npy --text a.txt", "--text can't be used with --vectors."],
  ])("%s is refused in one line", (line, message) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(worded(() => parse(line))).toThrow(message);
    try {
      parse(line);
    } catch (error) {
      expect(sentenceOf(error)).not.toContain("\n");
    }
  });

  test("has every option in its help", () => {
    const options = [
      "text",
      "vectors",
      "unit",
      "pooling",
      "special-tokens",
      "max-tokens",
      "seed",
      "model",
      "zeta",
      "reference",
      "json",
      "help",
    ];
    for (const option of options) expect(english.command.usage).toContain(`--${option} `);
    expect(Math.max(...english.command.usage.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

import { describe, expect, test } from "vitest";
import { pairPoints, type NamedPoints } from "../../../src/engine/pairing.ts";

/** Sentences as points; `kept` names the lines that have a point. */
function sentences(lines: readonly string[], kept = lines.map((_, line) => line)): NamedPoints {
  return {
    lines,
    points: { n: kept.length, line: Uint32Array.from(kept), position: new Uint32Array(kept.length), tokenTexts: [] },
  };
}

/** Tokens as points, split at spaces (or by `split`), position 0 being the special token that is left out. */
function tokens(lines: readonly string[], split = (line: string) => line.split(" ")): NamedPoints {
  const tokenTexts: string[] = [];
  const rows = lines.flatMap((text, line) => split(text).map((token, i) => ({ line, position: i + 1, token })));
  const token = Uint32Array.from(rows, (row) => {
    if (!tokenTexts.includes(row.token)) tokenTexts.push(row.token);
    return tokenTexts.indexOf(row.token);
  });
  return {
    lines,
    points: {
      n: rows.length,
      line: Uint32Array.from(rows, (row) => row.line),
      position: Uint32Array.from(rows, (row) => row.position),
      token,
      tokenTexts,
    },
  };
}

function pairs(first: NamedPoints, second: NamedPoints): { rule: string; pairs: [number, number][] } {
  const pairing = pairPoints(first, second);
  if (pairing.kind === "unpaired") return { rule: pairing.reason, pairs: [] };
  return { rule: pairing.rule, pairs: Array.from(pairing.first, (point, i) => [point, pairing.second[i]]) };
}

describe("sentences", () => {
  test("of one text pair line by line", () => {
    expect(pairs(sentences(["a", "b"]), sentences(["a", "b"]))).toEqual({
      rule: "line",
      pairs: [
        [0, 0],
        [1, 1],
      ],
    });
  });

  test("pair by their text where lines were added, moved or taken away", () => {
    expect(pairs(sentences(["a", "b", "c"]), sentences(["x", "c", "a"]))).toEqual({
      rule: "line",
      pairs: [
        [0, 2],
        [2, 1],
      ],
    });
    expect(pairs(sentences(["a", "b"]), sentences(["b"]))).toEqual({ rule: "line", pairs: [[1, 0]] });
  });

  test("repeated lines pair in their order, each once", () => {
    expect(pairs(sentences(["a", "a", "b"]), sentences(["b", "a", "a", "a"]))).toEqual({
      rule: "line",
      pairs: [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
    });
  });

  test("of a translation, or of edits in place, pair by line number", () => {
    expect(pairs(sentences(["a", "b"]), sentences(["x", "y"])).rule).toBe("line-number");
    expect(pairs(sentences(["a", "b", "c"]), sentences(["a", "B", "c"]))).toEqual({
      rule: "line-number",
      pairs: [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    });
  });

  test("of texts with nothing in common do not pair", () => {
    expect(pairs(sentences(["a", "b"]), sentences(["x"]))).toEqual({ rule: "different-lines", pairs: [] });
  });

  test("that have no point in one run are left out", () => {
    expect(pairs(sentences(["a", "b", "c"], [0, 2]), sentences(["a", "b", "c"], [1, 2]))).toEqual({
      rule: "line",
      pairs: [[1, 1]],
    });
  });

  test("rows without text pair by number if there are equally many", () => {
    const rows = (n: number): NamedPoints => ({ ...sentences(Array.from({ length: n }, String)), lines: [] });
    expect(pairs(rows(3), rows(3))).toEqual({
      rule: "line-number",
      pairs: [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    });
    expect(pairs(rows(2), sentences(["a", "b"]))).toEqual({
      rule: "line-number",
      pairs: [
        [0, 0],
        [1, 1],
      ],
    });
    expect(pairs(rows(3), rows(4)).rule).toBe("different-lines");
  });
});

describe("tokens", () => {
  test("of one text pair one by one", () => {
    expect(pairs(tokens(["a b", "c"]), tokens(["a b", "c"]))).toEqual({
      rule: "token",
      pairs: [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    });
  });

  test("of lines that stay pair, those of others do not", () => {
    expect(pairs(tokens(["a b", "c d"]), tokens(["x", "c d"]))).toEqual({
      rule: "token",
      pairs: [
        [2, 1],
        [3, 2],
      ],
    });
  });

  test("of a line that is split differently are left out, also those behind that happen to agree", () => {
    const letters = (line: string) => (line === "ab b" ? ["a", "b"] : line.split(" "));
    expect(pairs(tokens(["ab b", "c d"]), tokens(["ab b", "c d"], letters))).toEqual({
      rule: "token",
      pairs: [
        [2, 2],
        [3, 3],
      ],
    });
    expect(pairs(tokens(["ab b"]), tokens(["ab b"], letters))).toEqual({ rule: "different-tokens", pairs: [] });
  });

  test("of a line that one model cuts pair as far as they go", () => {
    expect(
      pairs(
        tokens(["a b c"]),
        tokens(["a b c"], (line) => line.split(" ").slice(0, 2)),
      ).pairs,
    ).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test("do not pair with sentences, nor with other texts of as many lines", () => {
    expect(pairs(tokens(["a"]), sentences(["a"])).rule).toBe("different-units");
    expect(pairs(tokens(["a"]), tokens(["b"])).rule).toBe("different-lines");
  });
});

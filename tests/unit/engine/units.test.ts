import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HiddenStates } from "../../../src/encoder/hiddenStates.ts";
import { pointsOfUnit, type PointSettings } from "../../../src/engine/units.ts";

/** Two layers of two dimensions: row r of layer l is (100 l + r, −r). Each sentence is its special marks. */
function statesOf(sentences: readonly (readonly (0 | 1)[])[]): HiddenStates {
  const special = Uint8Array.from(sentences.flat());
  const offsets = new Uint32Array(sentences.length + 1);
  sentences.forEach((marks, index) => (offsets[index + 1] = offsets[index] + marks.length));
  const layer = (number: number): Float32Array =>
    Float32Array.from({ length: 2 * special.length }, (_, i) => (i % 2 === 0 ? 100 * number + i / 2 : 0 - (i - 1) / 2));
  return {
    layers: [layer(0), layer(1)],
    d: 2,
    tokens: { offsets, ids: new Uint32Array(special.length), special, truncated: [] },
  };
}

const tokens: PointSettings = { unit: "tokens", pooling: "mean", includeSpecialTokens: false };
const means: PointSettings = { unit: "sentences", pooling: "mean", includeSpecialTokens: false };
const first: PointSettings = { unit: "sentences", pooling: "cls", includeSpecialTokens: false };
const withSpecial = { includeSpecialTokens: true };
/** Rows 0–3, 4–5 (special tokens alone) and 6–8. */
const states = statesOf([
  [1, 0, 0, 1],
  [1, 1],
  [1, 0, 1],
]);

describe("tokens", () => {
  test("are the tokens of the text, each with its sentence", () => {
    const { cloud, sentence, token } = pointsOfUnit(states, 1, tokens);
    expect(cloud).toEqual({ values: Float32Array.of(101, -1, 102, -2, 107, -7), n: 3, d: 2 });
    expect(sentence).toEqual(Uint32Array.of(0, 0, 2));
    expect(token).toEqual(Uint32Array.of(1, 2, 7));
  });

  test("are all of them with the special ones", () => {
    const { cloud, sentence } = pointsOfUnit(states, 0, { ...tokens, ...withSpecial });
    expect(cloud.values).toEqual(states.layers[0]);
    expect(sentence).toEqual(Uint32Array.of(0, 0, 0, 0, 1, 1, 2, 2, 2));
  });
});

describe("sentences", () => {
  test("are the means of their tokens; one without tokens has no point", () => {
    expect(pointsOfUnit(states, 1, means)).toEqual({
      cloud: { values: Float64Array.of(101.5, -1.5, 107, -7), n: 2, d: 2 },
      sentence: Uint32Array.of(0, 2),
    });
  });

  test("are the means over special tokens too, if asked for", () => {
    const { cloud, sentence } = pointsOfUnit(states, 0, { ...means, ...withSpecial });
    expect(cloud.values).toEqual(Float64Array.of(1.5, -1.5, 4.5, -4.5, 7, -7));
    expect(sentence).toEqual(Uint32Array.of(0, 1, 2));
  });

  test("are their first tokens under [CLS] pooling, whether special tokens count or not", () => {
    for (const settings of [first, { ...first, ...withSpecial }]) {
      const { cloud, sentence, token } = pointsOfUnit(states, 1, settings);
      expect(cloud.values).toEqual(Float32Array.of(100, 0, 104, -4, 106, -6));
      expect(sentence).toEqual(Uint32Array.of(0, 1, 2));
      expect(token).toBeUndefined();
    }
  });

  test("whose first token is no special one have no [CLS] to stand for them", () => {
    expect(
      pointsOfUnit(
        statesOf([
          [0, 1],
          [1, 0],
        ]),
        0,
        first,
      ).sentence,
    ).toEqual(Uint32Array.of(1));
  });

  test("that are empty have no point in any way", () => {
    const empty = statesOf([[], [1, 0], []]);
    for (const settings of [tokens, means, first]) {
      expect(pointsOfUnit(empty, 0, settings).sentence).toEqual(Uint32Array.of(1));
    }
  });
});

test("no sentences make an empty cloud", () => {
  for (const settings of [tokens, means, first]) {
    expect(pointsOfUnit(statesOf([]), 0, settings).cloud).toMatchObject({ n: 0, d: 2 });
  }
});

test("a layer that is not there is an error", () => {
  expect(() => pointsOfUnit(states, 2, tokens)).toThrow("there is no layer 2 of 2");
});

test("means weighted by their counts are the sum over token points, and the points of all layers are the same", () => {
  const marks = fc.array(fc.array(fc.constantFrom<0 | 1>(0, 1), { maxLength: 6 }), { maxLength: 8 });
  fc.assert(
    fc.property(marks, fc.boolean(), (sentences, includeSpecialTokens) => {
      const made = statesOf(sentences);
      const byToken = pointsOfUnit(made, 1, { ...tokens, includeSpecialTokens });
      const bySentence = pointsOfUnit(made, 1, { ...means, includeSpecialTokens });
      let weighted = 0;
      bySentence.sentence.forEach((sentence, point) => {
        const count = byToken.sentence.filter((other) => other === sentence).length;
        weighted += count * bySentence.cloud.values[2 * point];
      });
      const total = byToken.token!.reduce((sum, row) => sum + 100 + row, 0);
      expect(weighted).toBeCloseTo(total, 6);
      expect(pointsOfUnit(made, 0, { ...tokens, includeSpecialTokens }).token).toEqual(byToken.token);
    }),
  );
});

import { worded } from "../sentences.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/corpora/inputError.ts";
import { decodeText, readLines } from "../../../src/corpora/readers/text.ts";

function bytes(...parts: (string | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)),
  );
}

describe("readLines", () => {
  test("takes one sentence a line and keeps the number of each line", () => {
    expect(readLines("one\n\n  two  \n \t\nthree")).toEqual({
      lines: ["one", "two", "three"],
      lineNumbers: [1, 3, 5],
      skipped: 2,
      cleaned: 0,
    });
  });

  test.each(["", "\n", "\n\n", " \t ", "\u00a0\u3000", "\u200b\u200e\u2060", "\ufeff", "\u0000\u0007"])(
    "has no lines for %j",
    (text) => expect(readLines(text).lines).toEqual([]),
  );

  test("does not count the end of the last line as a line", () => {
    expect(readLines("one\ntwo\n")).toMatchObject({ lines: ["one", "two"], skipped: 0 });
    expect(readLines("")).toMatchObject({ skipped: 0 });
    expect(readLines("\n\n")).toMatchObject({ skipped: 2 });
  });

  test.each(["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029"])("ends a line at %j", (end) => {
    expect(readLines(`one${end}two${end}`)).toMatchObject({ lines: ["one", "two"], lineNumbers: [1, 2], skipped: 0 });
  });

  test("drops byte order marks, control characters and lone surrogates, and counts the lines", () => {
    expect(readLines("\ufeffon\u0000e\ntw\u001bo\ufeff\nth\ud800ree\nfour\tfive\u000bsix")).toEqual({
      lines: ["one", "two", "three", "four five six"],
      lineNumbers: [1, 2, 3, 4],
      skipped: 0,
      cleaned: 3,
    });
  });

  test.each(["👩‍👩‍👧‍👦 🏳️‍🌈 🎉", "שלום \u200fעולם", "مرحبا بالعالم", "<img src=x onerror=alert(1)>", "😀"])(
    "leaves %j as it is",
    (line) => expect(readLines(line)).toMatchObject({ lines: [line], cleaned: 0 }),
  );

  test("reads a line of a million characters, 100,000 lines and the same line a thousand times", () => {
    expect(readLines("a ".repeat(500_000)).lines[0]).toHaveLength(999_999);
    expect(readLines("x\n".repeat(100_000)).lines).toHaveLength(100_000);
    expect(readLines(" \u0001".repeat(500_000)).lines).toEqual([]);
    expect(new Set(readLines("the same\n".repeat(1000)).lines)).toEqual(new Set(["the same"]));
  });

  test("gives lines that reading again leaves unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const { lines } = readLines(text);
        expect(readLines(lines.join("\n"))).toMatchObject({ lines, skipped: 0, cleaned: 0 });
      }),
      { numRuns: 500 },
    );
  });
});

describe("decodeText", () => {
  test("reads UTF-8 with and without a byte order mark, and UTF-16 with one", () => {
    expect(decodeText(bytes("naïve 😀"))).toBe("naïve 😀");
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], "naïve"))).toBe("naïve");
    expect(decodeText(bytes([0xff, 0xfe, 0x61, 0x00, 0xe9, 0x00]))).toBe("aé");
    expect(decodeText(bytes([0xfe, 0xff, 0x00, 0x61, 0x00, 0xe9]))).toBe("aé");
    expect(decodeText(new Uint8Array())).toBe("");
  });

  test("names the first line that is no UTF-8", () => {
    expect(() => decodeText(bytes("one\ntwo\nna", [0xef], "ve\nfour"))).toThrow(
      new InputError({ code: "text-not-utf8", line: 3 }),
    );
    expect(worded(() => decodeText(bytes("one\n", [0xc3])))).toThrow("Line 2 is not valid UTF-8");
  });

  test("refuses bytes that are no text", () => {
    expect(worded(() => decodeText(bytes("PK", [0x03, 0x04, 0x00, 0x00])))).toThrow("NUL at byte 4");
  });
});

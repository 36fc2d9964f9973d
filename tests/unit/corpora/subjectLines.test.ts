import { describe, expect, test } from "vitest";
import { lettersOf } from "../../../src/corpora/packages/lettersOf.ts";
import { cleanSubject, isReadableSubject, subjectOf } from "../../../src/corpora/packages/subjectLines.ts";
import { isUnwelcomeInMail } from "../../../src/corpora/packages/unwelcomeWords.ts";

describe("the subject of a message", () => {
  test.each([
    ["From: a\nSubject: Hello there\nTo: b\n\nbody", "Hello there"],
    ["subject:no blank, small letters\n\nbody", "no blank, small letters"],
    ["Subject: folded over\n\ttwo lines\n  and three\nTo: b\n\nbody", "folded over two lines and three"],
    ["Subject: Windows\r\n\tlines\r\nTo: b\r\n\r\nbody", "Windows lines"],
    ["Subject:\nTo: b\n\nbody", ""],
    ["From: a\n\nSubject: in the body only", null],
    ["X-Subject: another header\n\nbody", null],
  ])("of %j", (message, subject) => expect(subjectOf(message)).toBe(subject));
});

describe("a subject is cleaned of what tells its class without saying anything:", () => {
  test.each([
    ["Re: Sorting", "Sorting"],
    ["RE: [ILUG] Re[2]: Fwd: hard links", "hard links"],
    ["[Razor-users] razor plugins", "razor plugins"],
    ["Refinance [now] today", "Refinance [now] today"],
    ["Toners for less....               F", "Toners for less...."],
    ["Great news!! 4497VLNz2--9", "Great news!!"],
    ["Loans here!!!11284", "Loans here!!!"],
    ["Pay your bills [w1ypq]", "Pay your bills"],
    ["Sale of the year 2002", "Sale of the year 2002"],
    ["Kernel 2.4.19", "Kernel 2.4.19"],
    ["  two  blanks ", "two blanks"],
  ])("%j", (given, cleaned) => expect(cleanSubject(given)).toBe(cleaned));

  test("subjects differ only if their letters do", () => {
    expect(lettersOf("Approved!! (556486)")).toBe(lettersOf("approved 12"));
    expect(lettersOf("Approved")).not.toBe(lettersOf("Improved"));
  });
});

test.each([
  ["a fine plain subject", true],
  ["too short", false],
  ["write to someone@example.org now", false],
  ["=?ISO-8859-1?Q?f=FCr?= alle da", false],
  ["für alle da draußen", false],
  ["from home XKQWBT today", false],
  ["yyyy, this is for you", false],
])("%j is readable: %s", (subject, readable) => expect(isReadableSubject(subject)).toBe(readable));

test("words of spam that are out of place in a classroom are found, and greetings are not", () => {
  expect(["XXX movies", "your webcam", "Enlarge it"].every(isUnwelcomeInMail)).toBe(true);
  expect(["Hello there", "a class of its own", "Scunthorpe weather"].some(isUnwelcomeInMail)).toBe(false);
});

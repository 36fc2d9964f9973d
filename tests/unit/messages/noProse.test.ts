/**
 * Sentences for people are made in src/messages alone: elsewhere an error or a failure carries a code with figures and
 * names. Looked for are literals of several words in `new …Error(…)` and in properties named detail, message, problem,
 * sentence or reason. RangeError and plain Error are for programming errors, which nobody but a programmer reads.
 */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";

const folders = ["async", "cli", "corpora", "encoder", "engine", "lab", "models", "report", "store", "vectors"];
const errors = /^(?:BackendError|EncoderError|InputError|LabError|ModelError|UsageError)$/;
const properties = /^(?:detail|message|problem|sentence|reason)$/;
const prose = /[a-z]{2,} [a-z]{2,}/i;

function literalsOf(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [[node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("…")];
  const found: string[] = [];
  ts.forEachChild(node, (child) => void found.push(...literalsOf(child)));
  return found;
}

function proseIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isFault =
      (ts.isNewExpression(node) && errors.test(node.expression.getText())) ||
      (ts.isPropertyAssignment(node) && properties.test(node.name.getText()));
    if (isFault) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(
        ...literalsOf(node)
          .filter((literal) => prose.test(literal))
          .map((literal) => `${file}:${line} ${literal}`),
      );
    } else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("no fault is worded where it is found", () => {
  const files = folders.flatMap((folder) =>
    readdirSync(`src/${folder}`, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `src/${folder}/${name}`),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => proseIn(file, readFileSync(file, "utf8")))).toEqual([]);
});

test("a fault that is worded where it is found would be seen", () => {
  expect(proseIn("a.ts", 'throw new LabError("code", "There is no data yet.")')).toHaveLength(1);
  expect(proseIn("a.ts", "emit({ detail: `the engine ${name} could not start` })")).toHaveLength(1);
  expect(proseIn("a.ts", 'throw new LabError("too-few-rows", { detail: "no-data" })')).toEqual([]);
});

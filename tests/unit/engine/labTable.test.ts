/** A person's own table, read by the engine: files are real Files. */
import { english } from "../../../src/messages/en/catalogue.ts";
import { expect, test } from "vitest";
import { mostTableBytes } from "../../../src/corpora/readers/table.ts";
import { TableReader } from "../../../src/engine/tableReader.ts";
import { LabListener } from "./labListener.ts";

const text = "text,label,topic\na,x,p\nb,x,q\nc,y,p\nd,y,q\ne,once,p\n";
const file = (content: string | Uint8Array<ArrayBuffer>, name = "rows.csv") => new File([content], name);
const question = { table: 1, name: "rows.csv", input: file(text), choice: null };

function listener(): LabListener {
  // Reading needs no encoder.
  return new LabListener(() => Promise.reject(new Error("there is no encoder")));
}

test("a file is read where the columns seem to be, and chosen from otherwise", async () => {
  const lab = listener();
  lab.ask({ kind: "lab-table", ask: 1, question });
  await lab.until(() => lab.of("lab-table-read").length === 1);
  const [{ ask, answer }] = lab.of("lab-table-read");
  expect(ask).toBe(1);
  if (answer.kind !== "read") throw new Error("it was not read");
  expect(answer).toMatchObject({
    columns: ["text", "label", "topic"],
    choice: { textColumn: "text", labelColumn: "label" },
    rows: { kind: "taken", canLeaveOut: true },
  });
  lab.ask({
    kind: "lab-table",
    ask: 2,
    question: { ...question, choice: { ...answer.choice, leaveOutSingleRowClasses: true } },
  });
  await lab.until(() => lab.of("lab-table-read").length === 2);
  expect(lab.of("lab-table-read")[1].answer).toMatchObject({ rows: { kind: "taken", data: { classes: ["x", "y"] } } });
});

test("of several questions the last one is answered; one that is stopped says nothing", async () => {
  const lab = listener();
  lab.ask({ kind: "lab-table", ask: 1, question });
  lab.ask({
    kind: "lab-table",
    ask: 2,
    question: { ...question, table: 2, input: file("text,label\na,first\nb,second\n") },
  });
  await lab.until(() => lab.of("lab-table-read").length > 0);
  lab.ask({ kind: "lab-table", ask: 3, question });
  lab.ask({ kind: "lab-table-stop" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(lab.events.map((event) => event.kind === "lab-table-read" && event.ask)).toEqual([2]);
  expect(lab.of("lab-table-read")[0].answer).toMatchObject({ rows: { data: { classes: ["first", "second"] } } });
});

test("a table that has been read is chosen from without its file", async () => {
  const reader = new TableReader();
  const first = await reader.answer(question);
  if (first.kind !== "read") throw new Error("it was not read");
  const gone = Object.assign(file(""), {
    arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")),
  });
  const again = await reader.answer({ ...question, input: gone, choice: { ...first.choice, labelColumn: "topic" } });
  expect(again).toMatchObject({ kind: "read", rows: { data: { classes: ["p", "q"] } } });
  expect(await reader.answer({ ...question, table: 2, input: gone })).toEqual({ kind: "file-gone" });
});

test.each([
  ["one column", "only\nlines\n", "There is no label column"],
  ["no text", new Uint8Array([0x50, 0x4b, 3, 4, 0]), "This is not a text file"],
  ["broken JSON", "{\n", "Line 1 is not valid JSON", "rows.jsonl"],
])("a file of %s is refused in a sentence", async (_, content, sentence, name = "rows.csv") => {
  const answer = await new TableReader().answer({ table: 1, name, input: file(content, name), choice: null });
  if (answer.kind !== "refused") throw new Error("it was read");
  expect(english.faults.input(answer.problem)).toContain(sentence);
});

test("a file that is too large is refused before it is read", async () => {
  const large = Object.assign(file(text), { arrayBuffer: () => Promise.reject(new Error("it was read")) });
  Object.defineProperty(large, "size", { value: mostTableBytes + 1 });
  expect(await new TableReader().answer({ ...question, input: large })).toEqual({
    kind: "refused",
    problem: { code: "table-too-large", bytes: mostTableBytes + 1, most: mostTableBytes },
  });
});

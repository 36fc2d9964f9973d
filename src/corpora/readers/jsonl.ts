/** Reads objects as rows, their keys the columns: JSON Lines, one object a line, or one JSON array of them all. */
import { InputError } from "../inputError.ts";
import { deepestNesting, isNestedDeeper } from "../../files/nesting.ts";
import { splitLines, type TextLine } from "./splitLines.ts";
import { mostTableColumns, mostTableRows, type Table } from "./table.ts";

/** A value as the text of a cell: strings as they are, nothing for null, anything else as JSON. */
function cellOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

function parseObject({ content, line }: TextLine): Map<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new InputError({ code: "jsonl-invalid", line });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new InputError({ code: "jsonl-no-object", line });
  if (isNestedDeeper(value)) throw new InputError({ code: "jsonl-nested", line, most: deepestNesting });
  // A map, so that a key such as "__proto__" is a column like any other.
  return new Map(Object.entries(value));
}

/**
 * The objects of a text that is one JSON array. Undefined for any other text, also for an array without an object, which
 * may as well be a line of its own.
 * @throws InputError json-no-object.
 */
function objectsOfArray(text: string): Map<string, unknown>[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || !value.some(isObject)) return undefined;
  return value.map((entry: unknown, index) => {
    if (!isObject(entry)) throw new InputError({ code: "json-no-object", entry: index + 1 });
    if (isNestedDeeper(entry)) throw new InputError({ code: "json-nested", entry: index + 1, most: deepestNesting });
    return new Map(Object.entries(entry));
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads JSON Lines, or an array of objects. Blank lines are skipped. The columns are all keys in the order in which they first occur; a key that
 * an object lacks is an empty cell.
 *
 * @throws InputError jsonl-invalid, jsonl-no-object, jsonl-nested, json-no-object, json-nested, table-empty,
 * table-many-columns, table-many-rows.
 */
export function readJsonLines(text: string): Table {
  const content = text.replace(/^\ufeff/, "");
  const objects = objectsOfArray(content) ?? objectsOfLines(content);
  const columns = [...keysOf(objects)];
  if (columns.length === 0) throw new InputError({ code: "table-empty" });
  return { columns, rows: objects.map((object) => columns.map((column) => cellOf(object.get(column)))) };
}

/** A table has a cell for each object and each key: so many may be empty before objects of ever new keys are refused. */
const mostEmptyCells = 1e7;

/** All keys. @throws InputError table-many-columns. */
function keysOf(objects: readonly Map<string, unknown>[]): Set<string> {
  const keys = new Set<string>();
  const given = objects.reduce((sum, object) => sum + object.size, 0);
  for (const object of objects) {
    for (const key of object.keys()) keys.add(key);
    if (keys.size > mostTableColumns || keys.size * objects.length > mostEmptyCells + 4 * given)
      throw new InputError({ code: "table-many-columns", columns: keys.size, rows: objects.length });
  }
  return keys;
}

function objectsOfLines(text: string): Map<string, unknown>[] {
  const objects: Map<string, unknown>[] = [];
  // Not at U+2028 or U+2029, which may stand in a JSON string as they are.
  for (const line of splitLines(text)) {
    if (line.content.trim() === "") continue;
    if (objects.length === mostTableRows) throw new InputError({ code: "table-many-rows", most: mostTableRows });
    objects.push(parseObject(line));
  }
  return objects;
}

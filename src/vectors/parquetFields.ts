/** What the columns of a Parquet file hold, as its schema and the metadata of pandas say. */
import type { FileMetaData, SchemaElement, SchemaTree } from "hyparquet";
import type { SeenColumn } from "./tableColumns.ts";

/** A column as its field in the schema says; `indexes` names those that pandas wrote as row labels. */
export function seenColumn(field: SchemaTree, indexes: ReadonlySet<string>): SeenColumn {
  const { name } = field.element;
  return { name, holds: holdsOf(field), isIndex: indexes.has(name) };
}

function holdsOf(field: SchemaTree): SeenColumn["holds"] {
  const { element, children } = field;
  if (children.length === 0) {
    if (!isNumber(element)) return "words";
    return element.repetition_type === "REPEATED" ? "lists" : "numbers";
  }
  // A list is a group with one repeated child; anything deeper (lists of lists, structs) is read as words.
  const leaf = leafOf(field);
  const isList = children.length === 1 && leaf.path.length <= field.path.length + 2 && isNumber(leaf.element);
  return isList ? "lists" : "words";
}

/** The type of a column's values, or of the values in its lists. */
export function leafOf(field: SchemaTree): SchemaTree {
  return field.children.length === 0 ? field : leafOf(field.children[0]);
}

const numberTypes: ReadonlySet<unknown> = new Set(["INT32", "INT64", "FLOAT", "DOUBLE"]);
/** Times and dates are whole numbers in the file, of units since some moment. */
const timeTypes = /^(?:DATE|TIME|TIMESTAMP|INTERVAL)/;

function isNumber({ type, logical_type: logical, converted_type: converted }: SchemaElement): boolean {
  if (logical?.type === "FLOAT16" || logical?.type === "DECIMAL" || converted === "DECIMAL") return true;
  return numberTypes.has(type) && !timeTypes.test(logical?.type ?? converted ?? "");
}

/** True if float32 holds every value of the type exactly. */
export function isSingle({ type, logical_type: logical }: SchemaElement): boolean {
  return type === "FLOAT" || type === "BOOLEAN" || logical?.type === "FLOAT16";
}

/**
 * Columns that pandas wrote as the labels of its rows: the names under index_columns of its metadata. What stands there
 * in another form (a range, which is no column) names none.
 */
export function pandasIndexes({ key_value_metadata: entries }: FileMetaData): ReadonlySet<string> {
  const text = entries?.find(({ key }) => key === "pandas")?.value;
  if (text === undefined) return new Set();
  try {
    const { index_columns: names } = JSON.parse(text) as { readonly index_columns?: unknown };
    return new Set(Array.isArray(names) ? names.filter((name) => typeof name === "string") : []);
  } catch {
    // Metadata that can't be read says nothing about the columns.
    return new Set();
  }
}

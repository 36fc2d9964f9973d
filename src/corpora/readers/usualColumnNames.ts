/** What people call the two columns that a classifier needs, the surest names first. Compared in lower case. */

export const textColumnNames = [
  "sentence",
  "text",
  "review",
  "content",
  "sentence1",
  "message",
  "comment",
  "tweet",
  "question",
  "utterance",
  "headline",
  "title",
  "subject",
  "description",
  "document",
  "body",
  "premise",
] as const;

export const labelColumnNames = [
  "label",
  "labels",
  "class",
  "category",
  "target",
  "sentiment",
  "intent",
  "emotion",
  "topic",
  "polarity",
  "rating",
  "stars",
] as const;

/** Index of the column with the surest of these names; -1 if none has one. */
export function indexOfNamed(columns: readonly string[], names: readonly string[]): number {
  const lowerCase = columns.map((column) => column.trim().toLowerCase());
  const name = names.find((candidate) => lowerCase.includes(candidate));
  return name === undefined ? -1 : lowerCase.indexOf(name);
}

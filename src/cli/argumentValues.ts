/** Values of options, checked. Each throws a UsageError that names the option. */
import { UsageError } from "./usageError.ts";

export function oneOf<const Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new UsageError(({ command }) => command.oneOf(name, choices, value));
  return choice;
}

export function numberOf(name: string, value: string, minimum: number, maximum: number): number {
  const number = value.trim() === "" ? NaN : Number(value);
  if (!(number >= minimum && number <= maximum)) {
    throw new UsageError(({ command }) => command.number(name, minimum, maximum, value));
  }
  return number;
}

export function integerOf(name: string, value: string, minimum: number, maximum: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(number >= minimum && number <= maximum)) {
    throw new UsageError(({ command }) => command.wholeNumber(name, minimum, maximum, value));
  }
  return number;
}

/** Whole numbers and ranges, such as "0,6,12" or "0-12": ascending, each once. */
export function numbersOf(name: string, value: string, maximum: number): number[] {
  const numbers = new Set<number>();
  for (const part of value.split(",")) {
    const [, first, last = first] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part) ?? [];
    if (first === undefined || Number(last) > maximum || Number(first) > Number(last)) {
      throw new UsageError(({ command }) => command.numbers(name, maximum, value));
    }
    for (let number = Number(first); number <= Number(last); number++) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

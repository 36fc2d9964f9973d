/** Values of the view as text for a link, and back. Reading trusts nothing. */

export interface Codec<Value> {
  readonly write: (value: Value) => string;
  /** Undefined means "not a value of this field". */
  readonly read: (text: string) => Value | undefined;
}

export function oneOf<Value extends string>(...values: readonly Value[]): Codec<Value> {
  return { write: (value) => value, read: (text) => values.find((value) => value === text) };
}

export function number(minimum: number, maximum: number, whole: boolean): Codec<number> {
  return {
    write: String,
    read: (text) => {
      const value = Number(text);
      const valid = text.trim() !== "" && value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
      return valid ? value : undefined;
    },
  };
}

export function nullable<Value>(codec: Codec<Value>): Codec<Value | null> {
  return {
    write: (value) => (value === null ? "-" : codec.write(value)),
    read: (text) => (text === "-" ? null : codec.read(text)),
  };
}

export const boolean: Codec<boolean> = {
  write: (value) => (value ? "1" : "0"),
  read: (text) => (text === "1" ? true : text === "0" ? false : undefined),
};

/** The character that each byte stands for in a byte-level vocabulary: GPT-2's table. Printable ones stand for themselves. */

const characterOfByte: readonly string[] = (() => {
  const printable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let spare = 0x100;
  return Array.from({ length: 0x100 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : spare++));
})();

/** The byte that each character of a byte-level vocabulary stands for. */
export const byteOfCharacter: ReadonlyMap<string, number> = new Map(
  characterOfByte.map((character, byte) => [character, byte]),
);

const encoder = new TextEncoder();

/** A text's bytes in UTF-8, each as its character. */
export function bytesAsCharacters(text: string): string {
  if (/^[!-~]*$/.test(text)) return text;
  let characters = "";
  for (const byte of encoder.encode(text)) characters += characterOfByte[byte];
  return characters;
}

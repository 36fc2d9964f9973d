/**
 * sentencepiece's normalisation by a compiled map of characters, as XLM-RoBERTa, CamemBERT and ALBERT use it.
 *
 * The map: 4 bytes length of a double array (Darts-clone, https://github.com/s-yata/darts-clone), the array, a trie over
 * UTF-8 whose values are offsets into the rest, which holds the replacements, each closed by a zero byte. The way through
 * a text is that of Rust `tokenizers`, oddities included: a grapheme of fewer than 6 bytes is replaced as a whole by the
 * replacement of the shortest of its beginnings that has one; else its characters are replaced one by one.
 */
import { EncoderError } from "../encoderError.ts";
import { shortClusters } from "./referenceCharacters.ts";

/** A grapheme of this many bytes or more is taken apart. */
const longGrapheme = 6;

export class CharacterMap {
  private readonly units: Uint32Array;
  private readonly replacements: Uint8Array;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private readonly keepsPlainText: boolean;

  /** @throws EncoderError `tokenizer-invalid` if the lengths don't fit. */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const trieBytes = bytes.length < 4 ? 0 : view.getUint32(0, true);
    if (trieBytes === 0 || trieBytes % 4 !== 0 || 4 + trieBytes > bytes.length) {
      throw new EncoderError("tokenizer-invalid", { detail: "charsmap-damaged" });
    }
    this.units = Uint32Array.from({ length: trieBytes / 4 }, (_, unit) => view.getUint32(4 + 4 * unit, true));
    this.replacements = bytes.subarray(4 + trieBytes);
    this.keepsPlainText = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).every(
      (character) => this.replacementOf(character) === undefined,
    );
  }

  /** Most characters that one replacement can have. */
  get longestReplacement(): number {
    let longest = 0;
    let start = 0;
    for (let end = 0; end <= this.replacements.length; end++) {
      if (end < this.replacements.length && this.replacements[end] !== 0) continue;
      longest = Math.max(longest, this.decoder.decode(this.replacements.subarray(start, end)).length);
      start = end + 1;
    }
    return longest;
  }

  /** The text with everything replaced that the map has a replacement for. */
  normalize(text: string): string {
    // Most text is plain ASCII, and needs no look into graphemes.
    if (this.keepsPlainText && /^[ -~]*$/.test(text)) return text;
    let normalized = "";
    for (const segment of text.match(shortClusters) ?? []) {
      const whole = this.encoder.encode(segment).length < longGrapheme ? this.replacementOf(segment) : undefined;
      if (whole !== undefined) normalized += whole;
      else for (const character of segment) normalized += this.replacementOf(character) ?? character;
    }
    return normalized;
  }

  /** The replacement of the shortest beginning of the text that has one. */
  private replacementOf(text: string): string | undefined {
    let node = offsetOf(this.units[0]);
    for (const byte of this.encoder.encode(text)) {
      if (byte === 0) return undefined;
      node ^= byte;
      // A damaged map may point anywhere.
      if (node >= this.units.length) return undefined;
      const unit = this.units[node];
      if (labelOf(unit) !== byte) return undefined;
      node ^= offsetOf(unit);
      if (hasLeaf(unit) && node < this.units.length) return this.replacementAt(this.units[node] & 0x7fffffff);
    }
    return undefined;
  }

  private replacementAt(start: number): string {
    const end = this.replacements.indexOf(0, start);
    return this.decoder.decode(this.replacements.subarray(start, end === -1 ? undefined : end));
  }
}

/** A unit: 8 bits label and the top bit, which marks a value; bit 8 a leaf; bit 9 scales the offset, which is in the rest. */
const hasLeaf = (unit: number): boolean => ((unit >>> 8) & 1) === 1;
const labelOf = (unit: number): number => (unit & 0x800000ff) >>> 0;
const offsetOf = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6);

/**
 * The map of a tokenizer.json.
 * @param charsmap the map in base64.
 * @throws EncoderError `tokenizer-invalid` if it is damaged.
 */
export function readCharacterMap(charsmap: unknown): CharacterMap {
  if (typeof charsmap !== "string") throw new EncoderError("tokenizer-invalid", { detail: "charsmap-missing" });
  return new CharacterMap(decodeBase64(charsmap));
}

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new EncoderError("tokenizer-invalid", { detail: "charsmap-not-base64" }, { cause });
  }
}

/**
 * The header of a NumPy .npy file (numpy.lib.format): magic, version, length, then a Python dictionary literal with
 * exactly the keys descr, fortran_order and shape. The literal is parsed by its grammar and nothing is ever evaluated.
 */
import { InputError } from "../corpora/inputError.ts";
import type { NpyHeaderFault } from "../corpora/vectorProblem.ts";

export interface NpyHeader {
  /** Type of the values as NumPy writes it, such as "<f4". */
  readonly descr: string;
  /** True if the first index runs fastest. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Offset in bytes of the first value. */
  readonly dataOffset: number;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** NumPy's own limit; a real header has about a hundred characters. */
const longestHeader = 10_000;

/** Bytes from the start of a file that hold its whole header, whatever its version. */
export const longestNpyHeader = longestHeader + 12;

/**
 * Reads the header.
 *
 * @throws InputError npy-not-npy, npy-version, npy-header-cut, npy-header.
 */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  if (bytes.length < 8 || magic.some((byte, index) => bytes[index] !== byte)) {
    throw new InputError({ code: "npy-not-npy" });
  }
  const [major, minor] = [bytes[6]!, bytes[7]!];
  if (major < 1 || major > 3 || minor !== 0) throw new InputError({ code: "npy-version", major, minor });
  const textOffset = major === 1 ? 10 : 12;
  requireLength(bytes, textOffset);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longestHeader) throw headerError({ detail: "header-too-long", bytes: length, limit: longestHeader });
  const dataOffset = textOffset + length;
  requireLength(bytes, dataOffset);
  // Version 3 allows UTF-8 for the names of record fields; a header that can be read here is ASCII in any version.
  const text = String.fromCharCode(...bytes.subarray(textOffset, dataOffset));
  return { ...new HeaderParser(text).parse(), dataOffset };
}

function requireLength(bytes: Uint8Array, expected: number): void {
  if (bytes.length < expected) throw new InputError({ code: "npy-header-cut", expected, found: bytes.length });
}

function headerError(fault: NpyHeaderFault): InputError {
  return new InputError({ code: "npy-header", fault });
}

/** Recursive descent over the subset of Python literals that a header may have. */
class HeaderParser {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  parse(): Omit<NpyHeader, "dataOffset"> {
    let descr: string | undefined;
    let fortranOrder: boolean | undefined;
    let shape: number[] | undefined;
    this.sequence("{", "}", () => {
      const key = this.string();
      this.expect(":");
      if (key === "descr" && descr === undefined) descr = this.string();
      else if (key === "fortran_order" && fortranOrder === undefined) fortranOrder = this.boolean();
      else if (key === "shape" && shape === undefined) shape = this.tuple();
      else throw headerError({ detail: "header-key", key });
    });
    this.skipBlanks();
    if (this.position < this.text.length) throw this.unexpected();
    if (descr === undefined) throw headerError({ detail: "no-descr" });
    if (fortranOrder === undefined) throw headerError({ detail: "no-fortran-order" });
    if (shape === undefined) throw headerError({ detail: "no-shape" });
    return { descr, fortranOrder, shape };
  }

  /** Items between brackets, separated by commas; one comma may follow the last. Returns whether one does. */
  private sequence(open: string, close: string, item: () => void): boolean {
    this.expect(open);
    let trailingComma = false;
    while (!this.accept(close)) {
      item();
      trailingComma = this.accept(",");
      if (!trailingComma) {
        this.expect(close);
        break;
      }
    }
    return trailingComma;
  }

  private tuple(): number[] {
    const numbers: number[] = [];
    const trailingComma = this.sequence("(", ")", () => numbers.push(this.integer()));
    if (numbers.length === 1 && !trailingComma) throw headerError({ detail: "shape-no-tuple" });
    return numbers;
  }

  private string(): string {
    const match = this.match(/(['"])([^'"\\]*)\1/y);
    return match[2]!;
  }

  private boolean(): boolean {
    return this.match(/True|False/y)[0] === "True";
  }

  private integer(): number {
    // NumPy under Python 2 wrote long integers with an L.
    const value = Number(this.match(/(0|[1-9]\d*)L?/y)[1]);
    if (!Number.isSafeInteger(value)) throw headerError({ detail: "shape-number", found: value });
    return value;
  }

  private match(pattern: RegExp): RegExpExecArray {
    this.skipBlanks();
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match === null) throw this.unexpected();
    this.position = pattern.lastIndex;
    return match;
  }

  private accept(character: string): boolean {
    this.skipBlanks();
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  private expect(character: string): void {
    if (!this.accept(character)) throw this.unexpected();
  }

  private skipBlanks(): void {
    while (/[ \t\n]/.test(this.text[this.position] ?? "")) this.position += 1;
  }

  private unexpected(): InputError {
    const found = this.text[this.position];
    if (found === undefined) return headerError({ detail: "header-ends" });
    return headerError({ detail: "header-character", found: JSON.stringify(found), position: this.position });
  }
}

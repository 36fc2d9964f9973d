/** The parts of the brotli reader that the package has no types for. */
declare module "hyparquet-compressors/src/brotli.bitreader.js" {
  export class BrotliBitReader {
    /** Bits that are left of the input. */
    bit_end_pos_: number;
    readMoreInput: (this: BrotliBitReader) => void;
  }
}

declare module "hyparquet-compressors/src/brotli.streams.js" {
  export class BrotliOutput {
    buffer: Uint8Array;
  }
}

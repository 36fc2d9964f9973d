/** Writes the protocol buffers wire format: https://protobuf.dev/programming-guides/encoding/ */

/** Fields one after the other. */
export function message(fields: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, field) => sum + field.length, 0));
  let position = 0;
  for (const field of fields) {
    bytes.set(field, position);
    position += field.length;
  }
  return bytes;
}

export function integerField(number: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(BigInt(number << 3)), ...varint(BigInt.asUintN(64, BigInt(value)))]);
}

export function floatField(number: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(BigInt((number << 3) | 5)), ...new Uint8Array(Float32Array.of(value).buffer)]);
}

export function textField(number: number, text: string): Uint8Array {
  return bytesField(number, new TextEncoder().encode(text));
}

export function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  return message([Uint8Array.from([...varint(BigInt((number << 3) | 2)), ...varint(BigInt(bytes.length))]), bytes]);
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 128n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 127n) | 128);
  }
}

/** Checksums of bytes. */

/** False on pages without a secure context, where a browser computes none: the readers' own checks then have to do. */
export function canHash(): boolean {
  return (globalThis.crypto.subtle as SubtleCrypto | undefined) !== undefined;
}

/** SHA-256 in hexadecimal. Needs what canHash says. */
export async function sha256(bytes: Uint8Array | Float32Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

import { sha256 as hash } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";

/** The SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8 bytes, in lower-case hexadecimal; the same in a browser. */
export function sha256(data: string | Uint8Array): string {
  return bytesToHex(hash(typeof data === "string" ? utf8ToBytes(data) : data));
}

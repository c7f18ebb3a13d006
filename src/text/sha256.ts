import { sha256 as hash } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";

/** The SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8 bytes, in lower-case hexadecimal; the same in a browser. */
export function sha256(data: string | Uint8Array): string {
  return bytesToHex(hash(typeof data === "string" ? utf8ToBytes(data) : data));
}

/** The checksums of the tables read last: every compile of a process reads the same ones. */
const kept = new Map<string, string>();
const MOST_KEPT = 64;

/** The SHA-256 of a text, as `sha256` has it; texts met again are not hashed again. */
export function checksumOf(text: string): string {
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const found = sha256(text);
  kept.set(text, found);
  return found;
}

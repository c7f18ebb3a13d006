import { createHash } from "node:crypto";

/** The SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hexadecimal, as `text/sha256.ts` has it, by the machine's own code: files of a build are megabytes, and each run hashes those it reads. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

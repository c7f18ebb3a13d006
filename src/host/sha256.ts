import type * as Crypto from "node:crypto";

/** The SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hexadecimal, as `text/sha256.ts` has it, by the machine's own code: files of a build are megabytes, and each run hashes those it reads. */
export function sha256(data: string | Uint8Array): string {
  return crypto().createHash("sha256").update(data).digest("hex");
}

/** Loaded when something is hashed: a check hashes nothing. */
function crypto(): typeof Crypto {
  return process.getBuiltinModule("node:crypto");
}

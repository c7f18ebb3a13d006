import type { ReadFailure, TextRead } from "./host.ts";

/** The text of UTF-8 bytes without a byte order mark, or what keeps them from being text and at which byte. */
export function decode(path: string, bytes: Uint8Array): TextRead | ReadFailure {
  const wide = wideMark(bytes);
  if (wide !== undefined) {
    return { kind: "not-text", path, offset: 0, reason: `it is written in ${wide}` };
  }
  const zero = bytes.indexOf(0);
  const text = textOf(bytes);
  const bad = text === undefined ? firstInvalid(bytes) : undefined;
  if (bad !== undefined && (zero < 0 || bad < zero)) {
    const hex = (bytes[bad] as number).toString(16).toUpperCase().padStart(2, "0");
    return { kind: "not-text", path, offset: bad, reason: `the byte ${hex} does not belong there` };
  }
  if (zero >= 0) return { kind: "not-text", path, offset: zero, reason: "it holds a zero byte, as no text does" };
  // What the decoder refuses has a byte that is not well-formed, or one of the two is wrong.
  if (text === undefined) throw new Error(`${path} is no UTF-8, and no byte of it says so`);
  return { kind: "text", text };
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true });

/** The text, or undefined where the bytes are none: the decoder has no other way to say so than to throw. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return undefined;
  }
}

function wideMark(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16";
  return undefined;
}

/**
 * The offset of the first byte that is not part of well-formed UTF-8, or undefined. Written out because the decoder says only that
 * there is one. The ranges are those of RFC 3629 section 4.
 */
export function firstInvalid(bytes: Uint8Array): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    if (length === 0) return at;
    // The second byte of four leads has a narrower range: no overlong forms, no surrogates, nothing above U+10FFFF.
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    for (let step = 1; step < length; step++) {
      const next = bytes[at + step];
      if (next === undefined || next < (step === 1 ? low : 0x80) || next > (step === 1 ? high : 0xbf)) return at;
    }
    at += length;
  }
  return undefined;
}

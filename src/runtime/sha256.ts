// SHA-256 (FIPS 180-4) of a text, for draws that anybody can repeat.

/** The first 32 bits of the fractional part of a root of a prime: constants of the standard, computed instead of listed. */
function fractionBits(prime: number, root: 2 | 3): number {
  // floor(prime^(1/root) × 2^32) by bisection in whole numbers.
  const wanted = BigInt(prime) << BigInt(32 * root);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= wanted) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

function primesUpTo(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

const ROUND_CONSTANTS = primesUpTo(64).map((prime) => fractionBits(prime, 3));
const FIRST_STATE = primesUpTo(8).map((prime) => fractionBits(prime, 2));

const rotated = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** The UTF-8 bytes of a text; half of a surrogate pair alone becomes U+FFFD, as in the Encoding Standard. */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const found = character.codePointAt(0) ?? 0;
    const code = found >= 0xd800 && found <= 0xdfff ? 0xfffd : found;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/** The hash of the UTF-8 bytes of `text` as a whole number below 2^256, its first byte the most significant. */
export function hashOf(text: string): bigint {
  const bytes = utf8(text);
  const length = 8n * BigInt(bytes.length);
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  for (let shift = 56n; shift >= 0n; shift -= 8n) bytes.push(Number((length >> shift) & 255n));
  const state = [...FIRST_STATE];
  for (let at = 0; at < bytes.length; at += 64) mixed(state, bytes, at);
  return state.reduce((whole, word) => (whole << 32n) | BigInt(word >>> 0), 0n);
}

/** One block of 64 bytes worked into the state. */
function mixed(state: number[], bytes: readonly number[], at: number): void {
  const w: number[] = [];
  for (let i = 0; i < 16; i++) {
    const byte = (k: number): number => bytes[at + 4 * i + k] as number;
    w.push((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3));
  }
  for (let i = 16; i < 64; i++) {
    const [x, y] = [w[i - 15] as number, w[i - 2] as number];
    const small = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
    const large = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
    w.push(((w[i - 16] as number) + small + (w[i - 7] as number) + large) | 0);
  }
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND_CONSTANTS[i] as number) + (w[i] as number)) | 0;
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = ((state[i] as number) + word) | 0;
  });
}

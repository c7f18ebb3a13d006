/** A file of an archive: its path with `/`, and its text. */
export type Entry = { readonly path: string; readonly text: string };

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** The CRC-32 of ISO/IEC 3309 that archives carry. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The first day that an archive can say, 1 January 1980: no clock is read, so that the same texts give the same bytes. */
const DAY = 0x21;

/**
 * A ZIP archive (APPNOTE 6.3, method 0) of the texts in their order. Nothing is compressed: a compressor's output changes with its version, and
 * the same document must have the same bytes on every machine.
 */
export function zip(entries: readonly Entry[]): Uint8Array {
  const encoder = new TextEncoder();
  const files = entries.map(({ path, text }) => {
    const bytes = encoder.encode(text);
    return { name: encoder.encode(path), bytes, crc: crc32(bytes) };
  });
  const local = files.reduce((sum, { name, bytes }) => sum + 30 + name.length + bytes.length, 0);
  const central = files.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const out = new Uint8Array(local + central + 22);
  const view = new DataView(out.buffer);
  let at = 0;
  const numbers = (...fields: readonly (readonly [size: 2 | 4, value: number])[]): void => {
    for (const [size, value] of fields) {
      if (size === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += size;
    }
  };
  const raw = (bytes: Uint8Array): void => {
    out.set(bytes, at);
    at += bytes.length;
  };
  /** What both headers of a file say: version, UTF-8 names, stored, the day, checksum, sizes. */
  const common = ({ name, bytes, crc }: (typeof files)[number]): void =>
    numbers(
      [2, 20],
      [2, 0x800],
      [2, 0],
      [2, 0],
      [2, DAY],
      [4, crc],
      [4, bytes.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    );
  const offsets = files.map((file) => {
    const offset = at;
    numbers([4, 0x04034b50]);
    common(file);
    raw(file.name);
    raw(file.bytes);
    return offset;
  });
  files.forEach((file, place) => {
    numbers([4, 0x02014b50], [2, 20]);
    common(file);
    numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offsets[place] as number]);
    raw(file.name);
  });
  numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, central], [4, local], [2, 0]);
  return out;
}

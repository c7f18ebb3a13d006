import * as path from "node:path";
import { type Disk, errorCode } from "./disk.ts";

/** Writes a file that must not exist yet, to the last byte. */
export function writeBytes(disk: Disk, where: string, bytes: Uint8Array): void {
  held(disk, where, "wx", (handle) => fill(disk, handle, bytes));
}

/** Writes a file that must not exist yet, to the last byte, and has the disk confirm it; `mode` are its permissions where they matter. */
export function writeWhole(disk: Disk, where: string, content: string | Uint8Array, mode?: number): void {
  held(disk, where, "wx", (handle) => {
    if (mode !== undefined) disk.fchmodSync(handle, mode);
    fill(disk, handle, bytesOf(content));
    disk.fsyncSync(handle);
  });
}

function fill(disk: Disk, handle: number, bytes: Uint8Array): void {
  // A nearly full disk takes part of a write and says so only by the count.
  for (let done = 0; done < bytes.length;) done += disk.writeSync(handle, bytes, done, bytes.length - done);
}

function held(disk: Disk, where: string, flags: string, action: (handle: number) => void): void {
  const handle = disk.openSync(where, flags);
  try {
    action(handle);
  } finally {
    disk.closeSync(handle);
  }
}

/** Has the disk confirm the text of files that were written, and the names in their folders down from `folder`. */
export function confirmFiles(
  disk: Disk,
  folder: string,
  files: readonly string[],
  onFile: (file: string) => void,
): void {
  const folders = new Set([folder]);
  for (const file of files) {
    onFile(file);
    const where = path.join(folder, file);
    for (let above = path.dirname(where); !folders.has(above); above = path.dirname(above)) folders.add(above);
    held(disk, where, "r+", (handle) => disk.fsyncSync(handle));
  }
  for (const one of folders) syncFolder(disk, one);
}

/** Has the disk confirm the names in `folder`. */
export function syncFolder(disk: Disk, folder: string): void {
  // Windows has no such call for folders, and keeps their entries in order by itself.
  if (process.platform === "win32") return;
  held(disk, folder, "r", (handle) => disk.fsyncSync(handle));
}

/** Does it if the system lets us. */
export function attempt(action: () => void): void {
  attempted(undefined, action);
}

/** What `action` gives, or `otherwise` where the system does not let us. */
export function attempted<T>(otherwise: T, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    if (errorCode(thrown) === undefined) throw thrown;
    return otherwise;
  }
}

/** A text as UTF-8, bytes as they are. */
export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? Buffer.from(content, "utf8") : content;
}

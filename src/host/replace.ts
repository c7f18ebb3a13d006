import * as path from "node:path";
import { type Disk, errorCode, reasonOf } from "./disk.ts";
import { randomName } from "./generation.ts";
import { attempt, syncFolder, writeWhole } from "./whole-files.ts";
import type { Replaced, ReplaceFailure } from "./host.ts";

/**
 * Makes the file at `real`, host path `shown`, hold exactly `text`, with the permissions it has; it may be missing. It is written beside it
 * under a hidden name and put safely on the disk, then takes its place by one rename: whoever looks sees the old text or the new one, whole.
 */
export function replaceFile(disk: Disk, shown: string, real: string, text: string): Replaced | ReplaceFailure {
  return placed(disk, shown, { real, text }, (spare) => disk.renameSync(spare, real));
}

/** The same for a file that must not exist yet: a link fails where a rename would write over what was put there meanwhile. */
export function createFile(disk: Disk, shown: string, real: string, text: string): Replaced | ReplaceFailure {
  return placed(disk, shown, { real, text }, (spare) => {
    disk.linkSync(spare, real);
    attempt(() => disk.rmSync(spare, { force: true }));
  });
}

function placed(
  disk: Disk,
  shown: string,
  { real, text }: { readonly real: string; readonly text: string },
  take: (spare: string) => void,
): Replaced | ReplaceFailure {
  const spare = path.join(path.dirname(real), `.${path.basename(real)}-${randomName()}`);
  try {
    try {
      const mode = disk.lstatSync(real, { throwIfNoEntry: false })?.mode;
      writeWhole(disk, spare, text, mode === undefined ? undefined : mode & 0o777);
      take(spare);
    } catch (thrown) {
      attempt(() => disk.rmSync(spare, { force: true }));
      throw thrown;
    }
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === undefined) throw thrown;
    return { kind: "not-replaced", path: shown, reason: reasonOf(code) };
  }
  // Too late to fail: should the name be lost in a power cut, what was there before shows again, and that is whole too.
  attempt(() => syncFolder(disk, path.dirname(real)));
  return { kind: "replaced", path: shown };
}

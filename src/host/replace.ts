import * as path from "node:path";
import { type Disk, errorCode, reasonOf } from "./disk.ts";
import { attempt, randomName, syncFolder, writeWhole } from "./generation.ts";
import type { Replaced, ReplaceFailure } from "./host.ts";

/**
 * Makes the file at `real`, host path `shown`, hold exactly `text`, with the permissions it has. It is written beside it under a hidden
 * name and put safely on the disk, then takes its place by one rename: whoever looks sees the old text or the new one, whole.
 */
export function replaceFile(disk: Disk, shown: string, real: string, text: string): Replaced | ReplaceFailure {
  const spare = path.join(path.dirname(real), `.${path.basename(real)}-${randomName()}`);
  try {
    try {
      writeWhole(disk, spare, text, disk.lstatSync(real).mode & 0o777);
      disk.renameSync(spare, real);
    } catch (thrown) {
      attempt(() => disk.rmSync(spare, { force: true }));
      throw thrown;
    }
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === undefined) throw thrown;
    return { kind: "not-replaced", path: shown, reason: reasonOf(code) };
  }
  // Too late to fail: should the rename be lost in a power cut, the old text shows again, and that is whole too.
  attempt(() => syncFolder(disk, path.dirname(real)));
  return { kind: "replaced", path: shown };
}

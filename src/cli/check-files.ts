import { check } from "./command/check.ts";
import { processEnvironment } from "./environment.ts";

/** `tenor check FILES…` without options: the exit code after everything was said. */
export function checkFiles(files: readonly string[]): number {
  return check(processEnvironment(undefined), files.length === 0 ? ["."] : files, {});
}

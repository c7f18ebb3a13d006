import { type Disk, realDisk } from "../../src/host/disk.ts";

/** How a disk fails: once at the `at`th change (counted from 0), or from it on, as when the power is cut. */
export type Fault = { readonly at: number; readonly code: string; readonly fromThenOn: boolean };

const CHANGES = new Set([
  "mkdirSync",
  "openSync",
  "writeSync",
  "fchmodSync",
  "fsyncSync",
  "linkSync",
  "renameSync",
  "rmdirSync",
  "rmSync",
  "symlinkSync",
]);

/** The real disk with a fault, and how many changes were asked of it so far. `code` is the failing call's, such as ENOSPC. */
export function faultyDisk(fault: Fault): { readonly disk: Disk; readonly changes: () => number } {
  let count = 0;
  const entries = Object.entries(realDisk).map(([name, call]) => {
    if (typeof call !== "function" || !CHANGES.has(name)) return [name, call];
    const guarded = (...given: unknown[]): unknown => {
      const now = count++;
      if (now === fault.at || (fault.fromThenOn && now > fault.at)) {
        throw Object.assign(new Error(`${fault.code}: ${name}`), { code: fault.code });
      }
      return (call as (...args: unknown[]) => unknown)(...given);
    };
    return [name, guarded];
  });
  return { disk: Object.fromEntries(entries) as Disk, changes: () => count };
}

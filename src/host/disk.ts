import * as fs from "node:fs";

/**
 * The calls on the file system that the Node host makes, gathered so that a test can let the nth of them fail: a full disk or a power
 * cut at any point must leave the earlier output whole.
 */
export type Disk = Pick<
  typeof fs,
  | "closeSync"
  | "fchmodSync"
  | "fsyncSync"
  | "linkSync"
  | "lstatSync"
  | "mkdirSync"
  | "openSync"
  | "readdirSync"
  | "readFileSync"
  | "readlinkSync"
  | "readSync"
  | "fstatSync"
  | "renameSync"
  | "rmdirSync"
  | "rmSync"
  | "symlinkSync"
  | "writeSync"
> & { readonly realpathSync: (path: string) => string };

/** The real file system; links are followed by the system itself, in one call. */
export const realDisk: Disk = {
  closeSync: fs.closeSync,
  fchmodSync: fs.fchmodSync,
  fsyncSync: fs.fsyncSync,
  linkSync: fs.linkSync,
  lstatSync: fs.lstatSync,
  mkdirSync: fs.mkdirSync,
  openSync: fs.openSync,
  readdirSync: fs.readdirSync,
  readFileSync: fs.readFileSync,
  readlinkSync: fs.readlinkSync,
  readSync: fs.readSync,
  fstatSync: fs.fstatSync,
  renameSync: fs.renameSync,
  rmdirSync: fs.rmdirSync,
  rmSync: fs.rmSync,
  symlinkSync: fs.symlinkSync,
  writeSync: fs.writeSync,
  realpathSync: fs.realpathSync.native,
};

/** The code of a failed system call, such as `ENOENT`; undefined for anything else, which is a bug and must go on upwards. */
export function errorCode(thrown: unknown): string | undefined {
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? thrown.code : undefined;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "you have no permission to"],
  ["EPERM", "you have no permission to"],
  ["EROFS", "the disk is mounted for reading only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "your disk quota is used up"],
  ["EFBIG", "the file would be larger than this disk allows"],
  ["EIO", "the disk reports a fault"],
  ["ELOOP", "its links lead round in a circle"],
  ["ENAMETOOLONG", "its name is too long for this disk"],
  ["ENOTDIR", "part of the path is a file, not a folder"],
  ["EEXIST", "something of that name is in the way"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["EBUSY", "another program is using it"],
]);

/** A failed call in a few plain words; the system's own code where there are none. */
export function reasonOf(code: string): string {
  return REASONS.get(code) ?? `the system says ${code}`;
}

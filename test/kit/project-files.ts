import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { inProject, root, skip } from "./files.ts";

/** Every file of the project that is or would be committed, sorted; undefined, with the skip said, outside a git checkout. */
export function projectFiles(): string[] | undefined {
  try {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const files = listed.split("\0").filter((file) => file !== "" && fs.existsSync(inProject(file)));
    return [...new Set(files)].sort();
  } catch {
    skip("no git checkout (the files of the project cannot be told from others)");
    return undefined;
  }
}

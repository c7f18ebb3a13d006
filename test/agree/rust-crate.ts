import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { root, tempFolder } from "../kit/files.ts";
import type { TwinMutant } from "./twin-mutants.ts";

export const RUST_RUNTIME = "tenor_runtime.rs";

/**
 * What the acceptance of many calculators prints. They are compiled as modules of one crate on one runtime, which has all the bugs in it,
 * each behind a switch: a compilation for each calculator or bug would take minutes.
 */
export function rustAcceptance(folders: readonly string[], runtime: string, bugs: readonly TwinMutant[]): string {
  const below = tempFolder();
  const seeded = bugs.reduce(
    (text, { from, to }, at) => text.replace(from, () => `(if crate::seeded(${at}) { ${to} } else { ${from} })`),
    runtime,
  );
  fs.writeFileSync(path.join(below, RUST_RUNTIME), seeded);
  fs.mkdirSync(path.join(below, "calculators"));
  for (const [at, folder] of folders.entries()) {
    const file = fs.readdirSync(folder).find((one) => one.endsWith(".rs") && one !== RUST_RUNTIME) as string;
    const alone = "mod tenor_runtime;\n\nuse tenor_runtime::*;";
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    if (!text.includes(alone)) throw new Error(`${folder} does not stand on the runtime`);
    const joined = text
      .replace(alone, "use crate::tenor_runtime::*;")
      .replace("const FUNCTIONS", "pub const FUNCTIONS")
      .replace(/^fn main/m, "pub fn main");
    fs.writeFileSync(path.join(below, "calculators", `c${at}.rs`), joined);
  }
  const places = folders.map((_, at) => at);
  const all = places.map((at) => `    c${at}::FUNCTIONS,\n`).join("");
  fs.writeFileSync(
    path.join(below, "calculators", "mod.rs"),
    `${places.map((at) => `mod c${at};\n`).join("")}\nuse crate::tenor_runtime::Calculation;\n\npub const ALL: &[&[(&str, Calculation)]] = &[\n${all}];\n`,
  );
  fs.copyFileSync(`${root}/test/agree/rust/acceptance.rs`, path.join(below, "acceptance.rs"));
  const warned = bugs.length === 0 ? ["-D", "warnings"] : ["-A", "warnings"];
  execFileSync("rustc", [...warned, "acceptance.rs"], { cwd: below, stdio: ["ignore", "pipe", "pipe"] });
  const asked = bugs.length === 0 ? "-" : String(bugs.length);
  return execFileSync(path.join(below, "acceptance"), [asked, ...folders], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

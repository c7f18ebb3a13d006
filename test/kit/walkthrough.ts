import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { argumentsFor } from "./command.ts";

/**
 * A guide is a Markdown text that a reader follows with a folder of their own. Its blocks are steps: one of `tenor`, `json`, `js` or `python`
 * with a file's name writes that file, `diff` with a name changes lines of it, and `console` runs the commands behind `$`, each followed by
 * what it says. A line `…` stands for lines that the guide leaves out, `[exit code N]` ends what a command says that does not end with 0.
 */
export type Step =
  | { readonly kind: "file"; readonly name: string; readonly text: string; readonly line: number }
  | { readonly kind: "edit"; readonly name: string; readonly text: string; readonly line: number }
  | { readonly kind: "run"; readonly command: string; readonly said: string; readonly line: number };

/** The steps of a guide, in its order. */
export function stepsOf(guide: string): readonly Step[] {
  const lines = guide.split("\n");
  const steps: Step[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^```(\w+)(?: (\S+))?$/.exec(lines[at] as string);
    if (fence === null) continue;
    const from = at + 1;
    do at += 1;
    while (at < lines.length && lines[at] !== "```");
    const body = lines.slice(from, at);
    const [, language, name] = fence;
    if (language === "console") steps.push(...commandsOf(body, from + 1));
    else if (name !== undefined)
      steps.push({ kind: language === "diff" ? "edit" : "file", name, text: `${body.join("\n")}\n`, line: from });
  }
  return steps;
}

function commandsOf(body: readonly string[], line: number): Step[] {
  const steps: { kind: "run"; command: string; said: string; line: number }[] = [];
  body.forEach((text, at) => {
    const last = steps.at(-1);
    if (text.startsWith("$ ")) steps.push({ kind: "run", command: text.slice(2), said: "", line: line + at });
    else if (last !== undefined) last.said += `${text}\n`;
  });
  return steps;
}

/** The text with the lines behind `-` replaced by those behind `+`; what begins with a blank is a neighbour that both have. */
export function edited(text: string, change: string): string {
  const side = (sign: string): string =>
    change
      .split("\n")
      .filter((line) => line.startsWith(sign) || line.startsWith(" "))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  const [before, after] = [side("-"), side("+")];
  const parts = text.split(before);
  if (parts.length !== 2) throw new Error(`${parts.length - 1} places read\n${before}`);
  return parts.join(after);
}

/** Whether what was said is what the guide shows; a line `…` of the guide stands for any number of lines. */
export function agrees(said: string, shown: string): boolean {
  const parts = shown.split(/^…\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(?:.*\\n)*?")}$`).test(said);
}

/** A reader at a prompt in `folder`, where `tenor` is this checkout's; gives what a command says, with its exit code where that is not 0. */
export function readerIn(folder: string): (command: string) => string {
  const bin = path.join(folder, "..", "bin");
  fs.mkdirSync(bin, { recursive: true });
  const call = [process.execPath, ...argumentsFor("src/cli/main.ts")].map((one) => `"${one}"`).join(" ");
  fs.writeFileSync(path.join(bin, "tenor"), `#!/bin/sh\nexec ${call} "$@"\n`, { mode: 0o755 });
  const node = path.dirname(process.execPath);
  const env = { ...process.env, PATH: `${bin}:${node}:${process.env["PATH"] ?? ""}`, NO_COLOR: "1", LC_ALL: "C" };
  delete (env as Record<string, string>)["FORCE_COLOR"];
  return (command) => {
    const { status, stdout } = spawnSync("sh", ["-c", `{ ${command}\n} 2>&1`], { cwd: folder, encoding: "utf8", env });
    return status === 0 ? stdout : `${stdout}[exit code ${status}]\n`;
  };
}

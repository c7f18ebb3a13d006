import { spawnSync } from "node:child_process";
import { argumentsFor, type Script } from "../kit/command.ts";
import { root } from "../kit/files.ts";

/** What a command of ours did: its exit code, and what it said. */
export type Ran = { readonly code: number | null; readonly out: string; readonly error: string };

/** Runs `tenor` as a process of its own. */
export function tenor(args: readonly string[], cwd = root, env: Readonly<Record<string, string>> = {}): Ran {
  return script("src/cli/main.ts", args, cwd, env);
}

/** Runs one of our scripts as a process of its own, without colours unless `env` asks for them. */
export function script(
  file: Script,
  args: readonly string[],
  cwd = root,
  env: Readonly<Record<string, string>> = {},
): Ran {
  const found = spawnSync(process.execPath, [...argumentsFor(file), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { code: found.status, out: found.stdout, error: found.stderr };
}

import * as path from "node:path";
import type { Command } from "commander";
import { analyse } from "../../analysis.ts";
import { counted } from "../../diagnostic/counted.ts";
import { diagnostic, type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { realDisk } from "../../host/disk.ts";
import { failureDiagnostic, placeOf } from "../../host/failure.ts";
import { replaceFile } from "../../host/replace.ts";
import { type Hashes, LOCK, lockText, readLock, usedBy } from "../../lock.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { given } from "../given.ts";
import type { Environment } from "../environment.ts";
import { rootsOf } from "../roots.ts";
import { exitOf, OK, show } from "../usage.ts";

type Options = { readonly update?: boolean; readonly json?: boolean };

/** `tenor lock [FILES…]`: writes the hashes of all that the contracts are compiled with. */
export function registerLock(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("lock")
    .description(
      "write tenor.lock: the hashes of the imports that contracts are compiled with, which check and build then hold to",
    )
    .argument("[files...]", "specs, or folders of specs", ["."])
    .option("--update", "take over files that have changed, and leave out those no longer used")
    .option("--json", "findings and what was locked as JSON on standard output")
    .action((files: string[], options: Options) => finish(lock(environment(), files, options)));
}

/** Writes the lock; without `--update` it only adds files to it, and one that has changed leaves it as it was. */
export function lock(environment: Environment, files: readonly string[], options: Options): number {
  const json = options.json ?? false;
  const roots = rootsOf(environment.host, files);
  const { inputs, diagnostics: unread } = given(environment);
  const { lock: before, ...rest } = inputs;
  const analysis = analyse(roots.paths, hostReader(environment.host), rest);
  const old = options.update === true || before === undefined ? undefined : readLock(before);
  const diagnostics: Diagnostic[] = [
    ...roots.diagnostics,
    ...unread,
    ...(old?.diagnostics ?? []),
    ...analysis.diagnostics,
  ];
  const used = usedBy(analysis.workspace, inputs.templates);
  const changed = [...used].filter(([file, hash]) => (old?.locked.get(file)?.hash ?? hash) !== hash);
  for (const [file, now] of changed) {
    const at = old?.locked.get(file);
    if (at === undefined) continue;
    diagnostics.push(
      diagnostic("lock-differs", at.span, { path: file }, { evidence: [`locked: ${at.hash}`, `now:    ${now}`] }),
    );
  }
  if (hasErrors(diagnostics)) {
    show(environment, diagnostics, json);
    return exitOf(diagnostics, false);
  }
  const kept = [...(old?.locked ?? [])].map(([file, { hash }]) => [file, hash] as const);
  const text = lockText(new Map([...kept, ...used]));
  const same = before?.text === text;
  const file = path.join(environment.root ?? environment.cwd, LOCK);
  const written = same ? undefined : replaceFile(realDisk, LOCK, file, text);
  if (written?.kind === "not-replaced") {
    const failure = failureDiagnostic(written, placeOf(LOCK));
    show(environment, [failure], json);
    return exitOf([failure], false);
  }
  if (json)
    environment.out(`${JSON.stringify({ format: "tenor-lock/1", changed: !same, files: listed(used) }, null, 2)}\n`);
  else {
    show(environment, diagnostics, false);
    environment.out(`${counted(used.size, "file")} locked in ${LOCK}${same ? ", unchanged" : ""}\n`);
  }
  return OK;
}

function listed(hashes: Hashes): { readonly path: string; readonly sha256: string }[] {
  return [...hashes].map(([file, sha256]) => ({ path: file, sha256 }));
}

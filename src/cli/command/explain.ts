import type { Command } from "commander";
import { explain } from "../../diagnostic/explain.ts";
import type { Environment } from "../environment.ts";
import { OK, USAGE } from "../usage.ts";

/** `tenor explain CODE`: the page of a finding. */
export function registerExplain(
  program: Command,
  environment: () => Environment,
  finish: (code: number) => void,
): void {
  program
    .command("explain")
    .description("print the page of a finding, such as tick-value-exact")
    .argument("<code>", "the code in brackets behind `error` or `warning`")
    .option("--json", "as JSON")
    .action((code: string, options: { json?: boolean }) =>
      finish(explainCode(environment(), code, options.json ?? false)),
    );
}

function explainCode(environment: Environment, code: string, json: boolean): number {
  const found = explain(code);
  if (json) environment.out(`${JSON.stringify(found, null, 2)}\n`);
  else if (found.kind === "page") environment.out(found.text);
  else environment.error(found.text);
  return found.kind === "page" ? OK : USAGE;
}

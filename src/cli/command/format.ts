import type { Command } from "commander";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { diagnosticRecord } from "../../diagnostic/render-json.ts";
import { difference } from "../../format/difference.ts";
import { format as formatted } from "../../format/format.ts";
import { decode } from "../../host/decode.ts";
import { failureDiagnostic, placeOf } from "../../host/failure.ts";
import type { ReadFailure, TextRead } from "../../host/host.ts";
import { makeSource } from "../../text/source.ts";
import type { Environment } from "../environment.ts";
import { rootsOf } from "../roots.ts";
import { ERRORS, exitOf, show } from "../usage.ts";

type Options = { readonly check?: boolean; readonly json?: boolean };

/** What became of a file. `differs`: not in the one style, and left so because only a check was asked for. */
type State = "unchanged" | "formatted" | "differs" | "refused";
type Result = {
  readonly path: string;
  readonly state: State;
  /** The text in the one style, where standard input was read. */
  readonly text?: string;
  readonly diff: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
};

/** The argument that stands for standard input, and its name in findings. */
const INPUT = "-";
const INPUT_NAME = "standard input";
/** Lines of a difference that are shown of each file. */
const SHOWN = 24;

/** `tenor format [FILES…]`: the one style. */
export function registerFormat(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("format")
    .description("write specs in the one style; their meaning and their comments stay")
    .argument("[files...]", "specs, folders of specs, or `-` for standard input", ["."])
    .option("--check", "write nothing, show what would change and exit with 1 if anything would")
    .option("--json", "what became of each file as JSON on standard output")
    .action(async (files: string[], options: Options) =>
      finish(await format(environment(), files, options, standardInput)),
    );
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/**
 * Formats the files in place, or standard input to standard output. A file that does not parse is left alone and its findings are shown;
 * the others are formatted nevertheless. The exit code is 0 when all is well, 1 with findings or, on a check, differences, 2 when
 * something could not be read or written.
 */
export async function format(
  environment: Environment,
  files: readonly string[],
  options: Options,
  input: () => Promise<Uint8Array>,
): Promise<number> {
  const check = options.check ?? false;
  const roots = rootsOf(
    environment.host,
    files.filter((file) => file !== INPUT),
  );
  const results: Result[] = [];
  if (files.includes(INPUT)) results.push(formatText(INPUT_NAME, decode(INPUT_NAME, await input()), check));
  for (const path of roots.paths) results.push(formatFile(environment, path, check));
  const diagnostics = [...roots.diagnostics, ...results.flatMap((result) => result.diagnostics)];
  if (options.json === true) environment.out(asJson(results, diagnostics));
  else {
    tell(environment, results, check);
    show(environment, diagnostics, false);
  }
  const code = exitOf(diagnostics, false);
  return code === 0 && results.some((result) => result.state === "differs") ? ERRORS : code;
}

function formatFile(environment: Environment, path: string, check: boolean): Result {
  const { text, ...result } = formatText(path, environment.host.readText(path), check);
  if (result.state !== "formatted" || text === undefined) return result;
  const replaced = environment.host.replaceText(path, text);
  if (replaced.kind === "replaced") return result;
  return { path, state: "refused", diff: [], diagnostics: [failureDiagnostic(replaced, placeOf(path))] };
}

function formatText(path: string, read: TextRead | ReadFailure, check: boolean): Result {
  if (read.kind !== "text")
    return { path, state: "refused", diff: [], diagnostics: [failureDiagnostic(read, placeOf(path))] };
  const made = formatted(makeSource(path, read.text));
  if (made.kind === "refused") return { path, state: "refused", diff: [], diagnostics: made.diagnostics };
  const { text } = made;
  if (text === read.text) return { path, state: "unchanged", text, diff: [], diagnostics: [] };
  const diff = check ? difference(read.text, text, SHOWN) : [];
  return { path, state: check ? "differs" : "formatted", text, diff, diagnostics: [] };
}

function tell(environment: Environment, results: readonly Result[], check: boolean): void {
  for (const result of results) {
    if (result.text !== undefined && !check) environment.out(result.text);
    else if (result.state === "formatted") environment.out(`formatted ${result.path}\n`);
    else if (result.state === "differs") environment.out([result.path, ...result.diff, ""].join("\n"));
  }
  const differing = results.filter((result) => result.state === "differs").length;
  const alike = results.every((result) => result.state === "unchanged" && result.text === undefined);
  if (differing > 0)
    environment.error(`${count(differing)} not in the one style: \`tenor format\` would change the above\n`);
  else if (alike && results.length > 0) environment.out(`${count(results.length)} in the one style\n`);
}

function count(specs: number): string {
  return specs === 1 ? "1 spec is" : `${specs} specs are`;
}

function asJson(results: readonly Result[], diagnostics: readonly Diagnostic[]): string {
  const files = results.map(({ path, state, text, diff }) => ({ path, state, text: text ?? null, diff }));
  return `${JSON.stringify({ format: "tenor-format/1", files, diagnostics: diagnostics.map(diagnosticRecord) }, null, 2)}\n`;
}

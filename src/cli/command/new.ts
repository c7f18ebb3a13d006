import * as path from "node:path";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { analyse } from "../../analysis.ts";
import { counted } from "../../diagnostic/counted.ts";
import { diagnostic, type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { realDisk } from "../../host/disk.ts";
import { failureDiagnostic, placeOf } from "../../host/failure.ts";
import { createFile } from "../../host/replace.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import type { Environment } from "../environment.ts";
import { type Known, knownIn } from "../scaffold/known.ts";
import { type Answers, type Question, questionsOf, type ScaffoldKind, scaffoldKinds } from "../scaffold/questions.ts";
import { scaffold } from "../scaffold/scaffold.ts";
import type { Texts } from "../scaffold/house.ts";
import { exitOf, show } from "../usage.ts";

type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Asks one question and gives the answer; undefined where nobody is there to answer. */
export type Ask = (question: string) => Promise<string>;

/** `tenor new KIND NAME`: a first text that compiles, by questions or options. */
export function registerNew(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  const verb = program
    .command("new")
    .description("begin a contract, an index or a filing: a first text that compiles, by questions or options")
    .argument("<kind>", scaffoldKinds.join(", "))
    .argument("<name>", "its name, such as GPH")
    .option("--ask", "ask also where this is no terminal")
    .option(
      "--set <fact=text>",
      "a fact of a filing, such as `filed=2027-01-06`; may be given again",
      (one: string, before: string[]) => [...before, one],
      [] as string[],
    );
  for (const { key, asks } of flags()) verb.option(`--${key} <text>`, asks);
  verb.action(async (kind: string, name: string, options: Options) => {
    const asking = options["ask"] === true || (process.stdin.isTTY && process.stderr.isTTY);
    const lines = asking ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
    finish(await begin(environment(), kind, name, options, lines && ((question) => lines.question(question))));
    lines?.close();
  });
}

/** Every question of a product or index once, as the first kind that asks it puts it, with the kinds that do: each is an option. */
function flags(): readonly Pick<Question, "key" | "asks">[] {
  const kinds = scaffoldKinds.filter((one) => one !== "filing");
  const all = kinds.flatMap((kind) => questionsOf(kind).map(({ key, asks }) => ({ kind, key, asks })));
  return [...new Set(all.map((one) => one.key))].map((key) => {
    const own = all.filter((one) => one.key === key);
    return { key, asks: `${own[0]?.asks ?? ""} (${own.map((one) => one.kind).join(", ")})` };
  });
}

/** Writes the files of a first text, all or none; the exit code. */
export async function begin(
  environment: Environment,
  kind: string,
  name: string,
  options: Options,
  ask: Ask | undefined,
): Promise<number> {
  const fail = (...found: Diagnostic[]) => {
    show(environment, found, false);
    return exitOf(found, false);
  };
  if (!isKind(kind)) {
    const help = didYouMean(suggest(kind, scaffoldKinds));
    return fail(
      diagnostic(
        "usage-new-kind",
        placeOf(kind),
        { kind, known: scaffoldKinds.join(", ") },
        help === undefined ? {} : { help },
      ),
    );
  }
  const known = knownIn(environment.host);
  const taken = known.find(name);
  if (taken !== undefined) return fail(diagnostic("usage-name-taken", placeOf(name), { name, path: taken.path }));
  const { answers, missing, refused } = await answered(kind, name, options, known, ask);
  if (refused.length > 0)
    return fail(...refused.map((one) => diagnostic("usage-option-not-taken", placeOf(name), { kind, ...one })));
  if (missing.length > 0) {
    const asked = missing.map((one) =>
      kind === "filing" && one.key !== "product" ? `--set ${one.key}=` : `--${one.key}`,
    );
    return fail(
      diagnostic(
        "usage-answers-missing",
        placeOf(name),
        { what: kind, missing: asked.join(", ") },
        { evidence: missing.map((one) => `${one.key}: ${one.asks}`) },
      ),
    );
  }
  const texts = scaffold(kind, answers, known);
  const { diagnostics } = analyse([...texts.keys()], hostReader(overlaid(environment, texts)));
  // What was answered may be no term of the language: nothing is written, and the text shows where. A filing that lacks facts is begun all the
  // same: each is told, with the place where it belongs.
  const begun = kind === "filing" ? diagnostics.filter((one) => one.code !== "filing-fact-missing") : diagnostics;
  if (hasErrors(begun)) return fail(...diagnostics);
  const failure = write(environment, texts);
  if (failure !== undefined) return fail(failure);
  if (diagnostics.length > 0) show(environment, diagnostics, false);
  const files = [...texts.keys()];
  environment.out(`${counted(files.length, "file")} written: ${files.join(", ")}\n`);
  environment.out(`next: tenor check ${files.at(-1) ?? ""}${DATELESS.has(kind) ? "" : `, tenor calendar ${name}`}\n`);
  return exitOf(diagnostics, false);
}

/** What has no contract months of its own. */
const DATELESS: ReadonlySet<ScaffoldKind> = new Set(["index", "amendment", "filing", "perpetual"]);

function isKind(kind: string): kind is ScaffoldKind {
  return (scaffoldKinds as readonly string[]).includes(kind);
}

type Refused = { readonly option: string; readonly why: string };

/** The answers by options first, then by whoever is asked, then by what is customary; what nobody answered, and what was answered and not asked. */
async function answered(
  kind: ScaffoldKind,
  name: string,
  options: Options,
  known: Known,
  ask: Ask | undefined,
): Promise<{
  readonly answers: Answers;
  readonly missing: readonly Question[];
  readonly refused: readonly Refused[];
}> {
  const given = givenIn(options);
  const answers: Record<string, string> = { kind, name };
  const missing: Question[] = [];
  const asked = new Set<string>();
  const refused: Refused[] = [];
  for (const question of questionsOf(kind)) {
    if (question.when?.(answers, known) === false) continue;
    asked.add(question.key);
    const own = given.get(question.key);
    const settled = question.settled?.(answers, known);
    if (settled !== undefined) {
      if (own !== undefined && spaceless(own.text) !== spaceless(settled))
        refused.push({ option: own.option, why: `the specs say \`${settled}\` already` });
      continue;
    }
    const usual = question.fallback?.(answers, known);
    let answer = own?.text;
    if (answer === undefined && ask !== undefined)
      answer = (await ask(`${question.asks}${usual === undefined ? "" : ` [${usual}]`}: `)).trim() || undefined;
    answer ??= usual;
    // Facts of a filing that are left out are asked for by the compiler, where the form needs them.
    const wanted = question.optional !== true && (kind !== "filing" || question.key === "product");
    if (answer === undefined && wanted) missing.push(question);
    if (answer !== undefined) answers[question.key] = answer;
  }
  const keys = questionsOf(kind).map((one) => one.key);
  for (const [key, { option }] of given) {
    if (asked.has(key)) continue;
    const why = keys.includes(key)
      ? "nobody asks for it beside the other answers"
      : `${kind === "filing" ? "a filing" : "it"} asks for ${kind === "filing" ? `no fact of that name${alike(key, keys)}` : keys.map((one) => `--${one}`).join(", ")}`;
    refused.push({ option, why });
  }
  return { answers, missing, refused };
}

/** What was said by options: by flags of their own, or by `--set` as facts are. */
function givenIn(options: Options): ReadonlyMap<string, { readonly option: string; readonly text: string }> {
  const { set } = options;
  const facts = (Array.isArray(set) ? (set as string[]) : []).map((one) => {
    const [key = "", ...text] = one.split("=");
    return [key, { option: `--set ${key}`, text: text.join("=") }] as const;
  });
  const own = Object.entries(options).flatMap(([name, text]) => {
    const key = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return typeof text === "string" ? [[key, { option: `--${key}`, text }] as const] : [];
  });
  return new Map([...facts, ...own]);
}

function alike(key: string, keys: readonly string[]): string {
  const help = didYouMean(suggest(key, keys));
  return help === undefined ? "" : `; ${help}`;
}

const spaceless = (text: string): string => text.replace(/\s+/g, "");

function overlaid({ host }: Environment, texts: Texts): Environment["host"] {
  return {
    ...host,
    readText: (file) => {
      const text = texts.get(file);
      return text === undefined ? host.readText(file) : { kind: "text", text };
    },
  };
}

/** Writes files that must not be there yet; where one cannot be, those before it are taken away again. */
function write({ root = ".", cwd }: Environment, texts: Texts): Diagnostic | undefined {
  const written: string[] = [];
  for (const [file, text] of texts) {
    const real = path.resolve(cwd, root, file);
    const made = createFile(realDisk, file, real, text);
    if (made.kind !== "replaced") {
      for (const one of written) realDisk.rmSync(one, { force: true });
      return failureDiagnostic(made, placeOf(file));
    }
    written.push(real);
  }
  return undefined;
}

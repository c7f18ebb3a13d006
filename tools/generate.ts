/**
 * Writes the files that are made from others, or with `--check` says which of them are stale and fails. They are committed: a reader finds
 * them, and nothing has to be made before the first run. A new kind of generated file is one line in `ITEMS`.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { filingTemplates } from "./generate/filing-templates.ts";
import { libraryTexts } from "./generate/library.ts";
import { messages } from "./generate/messages.ts";
import { phraseRulesCode } from "./generate/phrase-rules.ts";
import { railroad } from "./generate/railroad.ts";
import { modelTypes, validator } from "./generate/schema.ts";
import { runtimeSource } from "./generate/runtime-source.ts";
import { twinSources } from "./generate/twin-sources.ts";
import { textmate } from "./generate/textmate.ts";
import { filesBelow, root } from "./files.ts";

/** The generated files by their path in the project; the same sources give the same bytes. */
export type Generated = ReadonlyMap<string, string>;

type Item = { readonly title: string; readonly make: () => Promise<Generated> };

const isSchema = (file: string): boolean => /\/schema\/[a-z0-9-]+\.schema\.json$/.test(file);

const ITEMS: readonly Item[] = [
  { title: "types of the JSON Schemas", make: () => forEach(filesBelow("src", isSchema), modelTypes) },
  { title: "validators of the JSON Schemas", make: () => forEach(filesBelow("src", isSchema), validator) },
  { title: "the filings' templates, compiled", make: () => filingTemplates("templates") },
  { title: "the shipped library as text", make: () => libraryTexts("specs/std") },
  { title: "the calculators' runtime as text", make: () => runtimeSource("src/runtime") },
  { title: "the twins of that runtime in other languages", make: () => twinSources("src/emit/calculator/twins") },
  { title: "the reader of phrases", make: () => phraseRulesCode() },
  { title: "the grammar as railroad diagrams", make: () => railroad() },
  { title: "the grammar for editors", make: () => textmate() },
  { title: "every message on one page", make: () => messages("test") },
];

/** Every generated file, whether there yet or not. */
export async function generateAll(): Promise<Generated> {
  return new Map((await Promise.all(ITEMS.map((item) => item.make()))).flatMap((made) => [...made]));
}

/** The paths whose content is not what it would be generated as: missing, changed, or left over from a source that is gone. */
export async function stale(): Promise<string[]> {
  const made = await generateAll();
  const wrong = [...made].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  return [...wrong, ...leftOver(made)].sort();
}

async function forEach(files: readonly string[], make: (file: string) => Promise<Generated>): Promise<Generated> {
  const all = await Promise.all(files.map((file) => make(file)));
  return new Map(all.flatMap((made) => [...made]));
}

/** Files in the `generated` folders of `src` and `grammar` that nothing generates. */
function leftOver(made: Generated): string[] {
  return ["src", "grammar"].flatMap((folder) =>
    filesBelow(folder, (file) => file.includes("/generated/") && !made.has(file)),
  );
}

function read(file: string): string | undefined {
  const full = path.join(root, file);
  return fs.existsSync(full) ? fs.readFileSync(full, "utf8") : undefined;
}

async function main(): Promise<void> {
  if (process.argv.includes("--check")) {
    const wrong = await stale();
    for (const file of wrong) console.error(`stale: ${file}`);
    if (wrong.length > 0) console.error("run `npm run generate` and commit what it changes");
    process.exitCode = wrong.length > 0 ? 1 : 0;
    return;
  }
  const made = await generateAll();
  let changed = 0;
  for (const [file, text] of made) {
    if (read(file) === text) continue;
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
    console.log(`wrote ${file}`);
    changed++;
  }
  for (const file of leftOver(made)) {
    fs.rmSync(path.join(root, file));
    console.log(`removed ${file}`);
  }
  console.log(`${made.size} generated files, ${changed} changed`);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === path.join(root, "tools/generate.ts"))
  await main();

import * as fs from "node:fs";
import { lex } from "../../grammar/lexer.ts";
import { parseFile } from "../../src/ast/parse.ts";
import type { AnyNode } from "../../src/ast/walk.ts";
import { walk } from "../../src/ast/walk.ts";
import { lineStarts, makeSource, type Source } from "../../src/text/source.ts";
import { filesBelow, inProject } from "../kit/files.ts";

/** A token as it stands in its file; `kind` is the name of its type. */
export type Piece = { readonly image: string; readonly start: number; readonly end: number; readonly kind: string };

/** A range of offsets; a `declaration` is the outermost one. */
export type Range = { readonly start: number; readonly end: number };
export type Enclosing = Range & { readonly declaration: boolean };

/** One file that is mutated, with everything the mutations choose from. */
export type Entry = {
  readonly path: string;
  readonly text: string;
  readonly source: Source;
  readonly pieces: readonly Piece[];
  /** Where each line starts, and the end of the text at last. */
  readonly lines: readonly number[];
  readonly declarations: readonly Range[];
  /** Blocks with their braces. */
  readonly blocks: readonly Range[];
  /** Declarations and whatever has a block, outer ones first. */
  readonly enclosing: readonly Enclosing[];
  /** The roots a mutant is compiled from: mostly the file alone, at times with what uses it. */
  readonly roots: readonly (readonly string[])[];
  /** How often it is chosen. */
  readonly weight: number;
};

export type Corpus = {
  readonly entries: readonly Entry[];
  /** Every text by its host path. */
  readonly texts: Readonly<Record<string, string>>;
  /** The names all files declare. */
  readonly names: readonly string[];
  readonly totalWeight: number;
};

/**
 * How often a file is chosen where not as often as any other: small ones that say little less, and those whose models hold hundreds of
 * dates less because each of their mutants costs as much as ten others.
 */
const WEIGHTS: Readonly<Record<string, number>> = {
  "gpu/gph.tenor": 10,
  "gpu/mgph.tenor": 3,
  "gpu/published-index.tenor": 4,
  "tokens/itk.tenor": 6,
  "filings/gph-40-2.tenor": 3,
  "filings/itk-40-2.tenor": 3,
  "indices/h100-rental.tenor": 14,
  "indices/token-basket.tenor": 14,
  "indices/grades.tenor": 8,
  "std/units.tenor": 8,
  "reference/nymex-crude.tenor": 4,
  "reference/exchanges.tenor": 1,
  "reference/units.tenor": 1,
  "good/5-dates.tenor": 10,
  "good/6-basket.tenor": 10,
};
const USUAL = 5;

/** References are many and alike: a mutant of one tells what a mutant of all would. */
const ALIKE = /^specs\/reference\/(?!(?:nymex-crude|exchanges|units)\.)/;

/** What compiles a shared file into a model. */
const USERS: Readonly<Record<string, readonly string[]>> = {
  "venue.tenor": ["indices/token-basket.tenor"],
  "sources.tenor": ["indices/token-basket.tenor"],
  "indices/grades.tenor": ["indices/token-basket.tenor"],
  "std/units.tenor": ["indices/token-basket.tenor"],
  "reference/exchanges.tenor": ["reference/nymex-crude.tenor"],
  "reference/units.tenor": ["reference/nymex-crude.tenor"],
  "std/calendars/common.tenor": ["indices/h100-rental.tenor"],
  "std/calendars/us.tenor": ["tokens/itk.tenor"],
  "std/calendars/england.tenor": ["tokens/itk.tenor"],
  "std/calendars/london-us.tenor": ["tokens/itk.tenor"],
  "tokens/supply.tenor": ["tokens/itk.tenor"],
  "gpu/supply.tenor": ["gpu/gph.tenor"],
  "filings/gph-40-2.tenor": ["gpu/gph.tenor"],
  "filings/itk-40-2.tenor": ["tokens/itk.tenor"],
};

/** Every spec of the project and the good examples of the tests, as one project of files. */
export function readCorpus(): Corpus {
  const isSpec = (file: string) => file.endsWith(".tenor") && !ALIKE.test(file);
  const texts: Record<string, string> = {};
  for (const file of filesBelow("specs", isSpec)) texts[file.slice("specs/".length)] = read(file);
  for (const file of filesBelow("test/good", isSpec)) texts[`good/${file.split("/").at(-1) as string}`] = read(file);
  const entries = Object.entries(texts).map(([path, text]) => entryOf(path, text));
  // Tables that specs name are read and not mutated.
  for (const file of filesBelow("specs", (one) => one.endsWith(".csv")))
    texts[file.slice("specs/".length)] = read(file);
  const names = entries.flatMap((one) => parseFile(one.source).file.declarations.map((node) => node.name.text));
  return {
    entries,
    texts,
    names: [...new Set(names)].sort(),
    totalWeight: entries.reduce((sum, one) => sum + one.weight, 0),
  };
}

function read(file: string): string {
  return fs.readFileSync(inProject(file), "utf8");
}

function entryOf(path: string, text: string): Entry {
  const source = makeSource(path, text);
  const { file } = parseFile(source);
  const blocks: Range[] = [];
  const enclosing: Enclosing[] = [];
  walk(file, (node) => {
    if (node.kind === "block") blocks.push(rangeOf(node));
    if (node.kind === "declaration") enclosing.push({ ...rangeOf(node), declaration: true });
    if (node.kind === "section" || (node.kind === "field" && "block" in node))
      enclosing.push({ ...rangeOf(node), declaration: false });
  });
  const user = USERS[path];
  const alone = [path];
  return {
    path,
    text,
    source,
    pieces: lex(source).tokens.map((token) => ({
      image: token.image,
      start: token.startOffset,
      end: token.startOffset + token.image.length,
      kind: token.tokenType.name,
    })),
    lines: [...lineStarts(source), text.length],
    declarations: file.declarations.map(rangeOf),
    blocks,
    enclosing,
    roots:
      user === undefined ? [alone] : path.startsWith("filings/") ? [[path, ...user]] : [alone, alone, [path, ...user]],
    weight: WEIGHTS[path] ?? USUAL,
  };
}

function rangeOf(node: AnyNode): Range {
  return { start: node.span.start, end: node.span.end };
}

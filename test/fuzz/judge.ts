import type { File } from "../../src/ast/nodes.ts";
import { parseFile } from "../../src/ast/parse.ts";
import { grammarEntries } from "../../src/diagnostic/catalogue/grammar.ts";
import { type Diagnostic, hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { format } from "../../src/format/format.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { sha256 } from "../../src/host/sha256.ts";
import { type Analysis, analyse, emitAll } from "../../src/pipeline.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import type { Module, Reader } from "../../src/resolve/workspace.ts";
import { makeSource, type Source, type Span } from "../../src/text/source.ts";
import { alike } from "../kit/parsed.ts";
import type { Corpus } from "./corpus.ts";
import { type Meaning, meaningOf, whatChanged } from "./meaning.ts";
import type { Mutant } from "./mutant.ts";
import { type Distance, distanceTo } from "./nearness.ts";

/** How far a mutant came: not text, text whose shape is wrong, one that is resolved and refused or remarked upon, or one nothing is said about. */
export type Fate = "not-text" | "shape" | "found" | "accepted";

/** What became of one mutant. */
export type Verdict = {
  readonly number: number;
  readonly kind: string;
  readonly path: string;
  readonly fate: Fate;
  /** How near each finding is that the original does not have; empty for cross-overs, which have no one place. */
  readonly distances: readonly Distance[];
  /** The codes of those that are neither near nor say what is. */
  readonly far: readonly string[];
  /** For an accepted one what it changed: nothing of the tree, only an order, what no model holds, or the model. */
  readonly change?: ReturnType<typeof whatChanged>;
  readonly formatted: boolean;
  readonly emitted: boolean;
  /** Processor time in milliseconds. */
  readonly cpu: number;
  /** What must never be; one line each, a stack for an exception. */
  readonly problems: readonly string[];
};

type Parse = (source: Source) => ReturnType<typeof parseFile>;

export type Through = { readonly format: boolean; readonly emit: boolean };

type Original = {
  readonly findings: ReadonlyMap<string, number>;
  readonly sound: boolean;
  readonly meaning: () => Meaning;
};

/** A mutant that takes longer, and several times as long as its file undamaged, is as good as one that never ends. */
const LONGEST_MS = 2_000;
const TIMES_ITS_FILE = 4;

/** Puts mutants through the whole compiler, and as `through` says through formatter and emitters; what is known of an original is kept. */
export function makeJudge(corpus: Corpus): (mutant: Mutant, through: Through) => Verdict {
  const { parse, forget } = remembered(corpus);
  const originals = new Map<string, Original>();
  const originalOf = (mutant: Mutant): Original => {
    const key = JSON.stringify([mutant.entry.path, mutant.roots]);
    let known = originals.get(key);
    if (known === undefined) {
      const analysis = analyse(mutant.roots, { ...memoryReader(corpus.texts), parse });
      const { path } = mutant.entry;
      let meaning: Meaning | undefined;
      known = {
        findings: counted(analysis.diagnostics),
        sound: !hasErrors(analysis.diagnostics),
        meaning: () => (meaning ??= meaningOf(analysis, path)),
      };
      originals.set(key, known);
    }
    return known;
  };
  /** What the file costs undamaged on the same way, in milliseconds of processor time: a filing of several contracts writes many documents. */
  const undamaged = ({ entry, roots }: Mutant, through: Through): number => {
    forget();
    const start = process.cpuUsage();
    const analysis = analyse(roots, { ...memoryReader(corpus.texts), parse });
    const { file } = analysis.workspace.modules.get(entry.path) as Module;
    if (through.format) checkFormat(file, parse, []);
    if (through.emit && !hasErrors(analysis.diagnostics)) emitAll(analysis, { compilerHash: "", sha256 });
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  return (mutant, through) => {
    const original = originalOf(mutant);
    const problems: string[] = [];
    forget();
    const start = process.cpuUsage();
    const findings = {
      fate: "not-text" as Fate,
      distances: [] as Distance[],
      far: [] as string[],
      formatted: false,
      emitted: false,
    };
    let change: Verdict["change"];
    try {
      const analysis = analyse(mutant.roots, { ...readerOf(corpus, mutant), parse });
      problems.push(...misplaced(analysis));
      const fresh = freshFindings(analysis.diagnostics, original.findings);
      findings.fate = fateOf(mutant, analysis, fresh);
      if (mutant.text !== undefined && mutant.local) {
        const distance = distanceTo(mutant.entry, mutant.text, mutant.edits);
        for (const one of fresh) {
          const found = distance(one);
          findings.distances.push(found);
          if (found === "file" || found === "declaration" || found === "elsewhere") findings.far.push(one.code);
        }
      }
      if (findings.fate === "accepted" && original.sound)
        change = whatChanged(original.meaning(), meaningOf(analysis, mutant.entry.path));
      if (change === "nothing of the model")
        problems.push("silent: something else is said, and the model is the same without a finding");
      if (findings.fate === "not-text" && fresh.length === 0)
        problems.push("silent: bytes that are no text are read without a finding");
      if (through.format && mutant.text !== undefined && (findings.fate === "found" || findings.fate === "accepted")) {
        const { file } = analysis.workspace.modules.get(mutant.entry.path) as Module;
        findings.formatted = checkFormat(file, parse, problems);
      }
      if (through.emit && !hasErrors(analysis.diagnostics)) {
        findings.emitted = analysis.models.length > 0;
        emitAll(analysis, { compilerHash: "", sha256 });
      }
    } catch (error) {
      problems.push(`exception: ${String((error as Error).stack)}`);
    }
    const used = process.cpuUsage(start);
    const { number, kind, entry } = mutant;
    const cpu = (used.user + used.system) / 1000;
    if (cpu > LONGEST_MS) {
      const usual = undamaged(mutant, through);
      if (cpu > TIMES_ITS_FILE * usual)
        problems.push(`slow: ${cpu.toFixed(0)} ms of processor time, undamaged ${usual.toFixed(0)} ms`);
    }
    return {
      ...{ number, kind, path: entry.path, ...findings, cpu, problems },
      ...(change === undefined ? {} : { change }),
    };
  };
}

/**
 * Files that were not damaged are parsed once: a mutant is compiled with a dozen of them. So is each text of the mutant in hand, until it is
 * forgotten: the compiler reads it, the formatter reads it and twice what it makes of it.
 */
function remembered(corpus: Corpus): { readonly parse: Parse; readonly forget: () => void } {
  const known = new Map<string, ReturnType<Parse>>();
  const inHand = new Map<string, ReturnType<Parse>>();
  const parse: Parse = (source) => {
    const whole = corpus.texts[source.path] === source.text;
    const [memory, key] = whole ? [known, source.path] : [inHand, `${source.path} ${source.text}`];
    const before = memory.get(key);
    const parsed = before ?? parseFile(source);
    if (before === undefined) memory.set(key, parsed);
    return parsed;
  };
  return { parse, forget: () => inHand.clear() };
}

/** Bytes go the way of a file, through the host; texts straight. */
function readerOf(corpus: Corpus, { entry, bytes, text }: Mutant): Reader {
  if (bytes !== undefined) return hostReader(memoryHost({ files: { ...corpus.texts, [entry.path]: bytes } }));
  return memoryReader({ ...corpus.texts, [entry.path]: text as string });
}

function fateOf(mutant: Mutant, analysis: Analysis, fresh: readonly Diagnostic[]): Fate {
  if (mutant.text === undefined) return "not-text";
  const shape = analysis.workspace.diagnostics.some(
    (one) =>
      one.severity === "error" &&
      one.span.source.path === mutant.entry.path &&
      (Object.hasOwn(grammarEntries, one.code) || one.code === "number-out-of-range"),
  );
  return shape ? "shape" : fresh.length > 0 ? "found" : "accepted";
}

const keyOf = (one: Diagnostic) => JSON.stringify([one.code, one.span.source.path, one.message]);

function counted(all: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

/** The findings that the original has not, or has less often. */
function freshFindings(all: readonly Diagnostic[], before: ReadonlyMap<string, number>): Diagnostic[] {
  const left = new Map(before);
  return all.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0;
    left.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

/** Places outside their text and words no author should read. */
function misplaced({ diagnostics, workspace }: Analysis): string[] {
  const wrong = ({ source, start, end }: Span): boolean => {
    const read: Source | undefined = workspace.modules.get(source.path)?.file.source;
    return (
      !(start >= 0 && start <= end && end <= source.text.length) ||
      (read !== undefined && read.text !== source.text && source.text !== "")
    );
  };
  return diagnostics.flatMap((one) => {
    const places = [
      one.span,
      ...one.related.map((other) => other.span),
      ...one.fixes.flatMap((fix) => fix.edits.map((edit) => edit.span)),
    ];
    const said = [
      one.message,
      one.help ?? "",
      one.label ?? "",
      ...one.evidence,
      ...one.related.map((other) => other.label),
    ].join("\n");
    return [
      ...(places.some(wrong) ? [`place: ${one.code} stands outside its text`] : []),
      ...(/\bundefined\b|\[object |\bNaN\b|function \w*\(/.test(said) ? [`words: ${one.code} says ${said}`] : []),
    ];
  });
}

/** True when the text was formatted; a second time nothing changes, and the tree is the same. */
function checkFormat(file: File, parse: Parse, problems: string[]): boolean {
  const first = format(file.source, parse);
  if (first.kind !== "formatted") {
    problems.push("format: a text that parses is refused");
    return false;
  }
  const result = makeSource(file.source.path, first.text);
  const second = format(result, parse);
  if (second.kind !== "formatted" || second.text !== first.text)
    problems.push("format: a second time changes the text again");
  if (!alike(said(file), said(parse(result).file))) problems.push("format: the tree is another");
  return true;
}

function said({ imports, declarations }: File): unknown {
  return [imports, declarations];
}

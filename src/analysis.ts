import { withoutOverlaps } from "./check/amendment-overlaps.ts";
import { amendmentsOf } from "./check/amendments.ts";
import { withoutFollowUps } from "./check/follow-ups.ts";
import { checkRules } from "./check/rules.ts";
import { saidOtherwise } from "./check/said-otherwise.ts";
import { unused } from "./check/unused.ts";
import type { Code } from "./diagnostic/catalogue.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "./diagnostic/diagnostic.ts";
import { emitterChecks } from "./emit/checks.ts";
import { modelsInForce } from "./model/amend.ts";
import type { DateOf } from "./model/date-of.ts";
import { contextsOf } from "./model/from-ast.ts";
import { lockFindings } from "./lock.ts";
import type { ContractModel } from "./model/model.ts";
import { checkProfiles } from "./model/profiles.ts";
import { codesApart } from "./prove/codes-apart.ts";
import { heldByChoice } from "./prove/regulation/chosen.ts";
import { prove } from "./prove/prove.ts";
import { load } from "./resolve/load.ts";
import type { Reader, Workspace } from "./resolve/workspace.ts";
import type { Source, Span } from "./text/source.ts";
import { VERSION } from "./version.ts";

export type AnalysisOptions = {
  /** The date of the instrument tables, `YYYY-MM-DD`; without it each product's first listing day. */
  readonly asOf?: string;
  /** With it the models hold every contract listed on any day from `asOf` to this one. */
  readonly until?: string;
  /** The lock that imports are held to. */
  readonly lock?: Source;
  /** Templates of packages, `NAME/templates/….hbs`. */
  readonly templates?: readonly Source[];
};

/** What a compile knows before anything is emitted. */
export type Analysis = {
  /** The specs that were asked for, by code unit and each once, and the date of the instrument tables. */
  readonly request: { readonly roots: readonly string[]; readonly asOf?: string };
  readonly workspace: Workspace;
  readonly models: readonly ContractModel[];
  /** All findings, sorted by place, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a clause of a model stands. */
  readonly place: (clause: string) => Span | undefined;
  /** Any date of any contract month of a product, listed or not; last trading days where no other date is named. */
  readonly dateOf: DateOf;
};

/**
 * text → AST → names → checked → contract models → proved. An error never stops the analysis of what stands by itself; whether there is
 * one is asked once, before emission.
 */
export function analyse(roots: readonly string[], reader: Reader, options: AnalysisOptions = {}): Analysis {
  const workspace = load(roots, reader);
  const found: Diagnostic[] = [...workspace.diagnostics];
  if (options.lock !== undefined) found.push(...lockFindings(workspace, options.lock, options.templates));
  const contexts = contextsOf(workspace, found);
  for (const context of contexts) for (const rule of checkRules) rule.check(context);
  checkProfiles(contexts);
  const amendments = withoutOverlaps(amendmentsOf(contexts));
  const lowered = modelsInForce(contexts, amendments, VERSION, options.asOf, options.until);
  for (const model of [...lowered.models, ...lowered.later]) found.push(...prove(model, lowered.place));
  found.push(...codesApart(lowered.models, lowered.place));
  // What a contract lacks can be told of one that is sound in itself.
  if (!hasErrors(found)) found.push(...heldByChoice([...lowered.models, ...lowered.later], lowered.place));
  if (!hasErrors(found))
    for (const model of lowered.models)
      found.push(...emitterChecks.flatMap((one) => findings(one, model, lowered.place)));
  found.push(...unused(workspace, found));
  return {
    request: { roots: [...new Set(roots)].sort(), ...(options.asOf === undefined ? {} : { asOf: options.asOf }) },
    workspace,
    models: lowered.models,
    diagnostics: saidOtherwise(once(sortDiagnostics(withoutFollowUps(workspace, found)))),
    place: lowered.place,
    dateOf: lowered.dateOf,
  };
}

function findings(
  emitter: (typeof emitterChecks)[number],
  model: ContractModel,
  place: (clause: string) => Span | undefined,
): readonly Diagnostic[] {
  return emitter.applies(model) ? emitter.check(model, (clause) => spanOf(place, clause)) : [];
}

function spanOf(place: (clause: string) => Span | undefined, clause: string): Span {
  const span = place(clause);
  if (span === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
  return span;
}

/** What is absent has no place of its own: one declaration or quorum may lack several things, and the help names the thing. */
const LACKING: ReadonlySet<Code> = new Set([
  "field-missing",
  "filing-fact-missing",
  "scaled-term-not-restated",
  "quorum-can-be-met",
]);

/**
 * One finding of a kind at one place. The same mistake is met again in every contract month, in each index that uses a profile and in
 * each product that takes the term over; the first says what to do, and the others go with it.
 */
function once(sorted: readonly Diagnostic[]): Diagnostic[] {
  const said = new Set<string>();
  const words = (one: Diagnostic) => one.span.source.text.slice(one.span.start, one.span.end);
  const unknown = new Set(
    sorted.filter((one) => one.code === "name-unknown").map((one) => `${one.span.source.path} ${words(one)}`),
  );
  return sorted.filter((one) => {
    const { path } = one.span.source;
    // A name nobody declares is one mistake; where it is misspelt each place has its mend.
    if (one.code === "phrase-unknown" && unknown.has(`${path} ${words(one)}`)) return false;
    const lacks = LACKING.has(one.code) ? one.help : undefined;
    const nowhere = one.code === "name-unknown" && one.fixes.length === 0;
    const place = nowhere ? [one.message] : [one.span.start, one.span.end, lacks];
    const key = JSON.stringify([one.code, path, ...place]);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

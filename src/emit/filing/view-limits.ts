import { clausesOfListing } from "../dependencies.ts";
import { ruleName } from "../../model/declared-rules.ts";
import type { Formula, LimitBasis, LimitLevel, Limits } from "../../model/model.ts";
import type { DateRule } from "../../value/date-rule.ts";
import { dateWords } from "./date-words.ts";
import { formulaWords } from "./formula-words.ts";
import { exemptionName, limitTerms } from "./limit-words.ts";
import { type FutureSubject, limitsOf, type OptionSubject, type PerpetualSubject, type Subject } from "./names.ts";
import { factProse, narrativeProse, type Numbering } from "./prose.ts";
import { term, type Term } from "./term.ts";
import { gradeName } from "./units.ts";
import { supplyTables } from "./view-evidence.ts";
import { count, periodName, ratioWords, thousands } from "./words.ts";

const SCOPES = {
  "spot-month": "spot month",
  "single-month": "any single month",
  "all-months": "all months together",
} as const;

/** A contract that has limits of its own. */
type Limited = FutureSubject | OptionSubject | PerpetualSubject;

/** Position limits and accountability levels, how they were calculated, and the reportable level. */
export function limitsView(subject: Limited, numbers: Numbering, withheld: ReadonlySet<string>) {
  const { product } = subject;
  const { limits } = product;
  if (limits === undefined || limits.basis === undefined || limits.reportable === undefined) {
    throw new Error("a document is written without limits");
  }
  const { basis, reportable } = limits;
  const grades = subject.model.grades.map((grade) => grade.id);
  const spot = limits.levels.filter((level) => level.scope === "spot-month" && level.type === "limit");
  const first = spot[0];
  // A contract without months has no spot month: what bounds its whole position is held to the basis.
  const bounding = product.kind === "perpetual" ? limits.levels.filter((level) => level.type === "limit") : spot;
  const highest = bounding.reduce((most, level) => Math.max(most, level.contracts), 0);
  const boundingClauses = bounding.length === 0 ? [limits.clause] : bounding.map((level) => level.clause);
  return {
    ...positionView(limits, subject),
    spotStart:
      first === undefined
        ? null
        : term(
            first.from === undefined ? "with the listing of a contract" : `at ${startWords(first, subject)}`,
            first.clause,
          ),
    highest: term(count(highest, "contract"), ...boundingClauses),
    within: highest <= basis.contracts ? term("within", ...boundingClauses, basis.clause) : null,
    basis: {
      text: term(basis.text, basis.clause),
      words: wordsOf(basis, subject),
      steps: basis.steps.map((step) => term(stepWords(step, grades), ...clausesOf(basis.formula), basis.clause)),
      contracts: term(count(basis.contracts, "contract"), basis.clause),
    },
    otherBasis: otherBasisOf(limits.otherMonthsBasis, grades, subject),
    byMonth: byMonth(subject),
    tables: supplyTables(suppliesOf(subject), withheld),
    supply: suppliesOf(subject).flatMap((source) => source.narrative.map((one) => narrativeProse(one, numbers))),
    supplies: suppliesOf(subject).map((source) => factProse(`${source.title} [${source.id}]`, numbers, source.clause)),
    reportable: term(count(reportable.contracts, "contract"), reportable.clause),
    // 17 CFR 15.03(b): 25 contracts where no other level is listed.
    reportableDefault: reportable.contracts <= 25 ? term(thousands(reportable.contracts), reportable.clause) : null,
  };
}

/** What limits allow and how positions count towards them, whatever they were calculated from. */
export function positionView(limits: Limits, subject: Pick<Subject, "names">) {
  return {
    levels: limits.levels.map((level, at) => levelView(level, limits.levels[at + 1], subject)),
    terms: limitTerms(limits, subject.names),
    aggregate: limits.aggregate.map((one) => ({
      product: term(subject.names.product(one.product), one.clause),
      ratio: term(ratioWords(one.ratio), one.clause),
      into: one.into ? term("into", one.clause) : null,
    })),
    aggregation:
      limits.aggregation === undefined ? null : term(ruleName(limits.aggregation.under), limits.aggregation.clause),
    exemptions: limits.exemptions.map((one) => term(exemptionName(one.name), one.clause)),
    exemptionList: exemptionList(limits),
    counted: term("counted", limits.clause),
  };
}

/** The levels of a contract in their order, each with when it applies; none where it states no limits. */
export function levelsView(subject: Pick<Subject, "product" | "names">) {
  const levels = limitsOf(subject)?.levels ?? [];
  return levels.map((level, at) => levelView(level, levels[at + 1], subject));
}

/** For each contract listed at first what the basis allows in its spot month, and the highest limit that then holds: 17 CFR 150.5(b)(1)(i). */
function byMonth({ product }: Limited) {
  const basis = product.limits?.basis;
  if (basis === undefined || product.kind === "option" || product.kind === "perpetual") return [];
  return product.contracts.map(({ period, limits }) => {
    const own = limits.filter((one) => one.scope === "spot-month" && one.type === "limit");
    const clauses = [product.listing.clause, ...clausesOfListing(product), ...own.map((one) => one.clause)];
    return {
      name: term(periodName(period), ...clauses),
      allowed: term(thousands(basis.contracts), ...clausesOf(basis.formula), basis.clause, ...clauses),
      highest: term(thousands(own.reduce((most, one) => Math.max(most, one.contracts), 0)), ...clauses),
    };
  });
}

/** The basis in words; none where it was folded into a number, which its steps say better. */
function wordsOf({ formula, clause }: LimitBasis, { names }: Pick<Subject, "names">): Term | null {
  const inner = formula.op === "round" ? formula.of : formula;
  return inner.op === "number" ? null : term(formulaWords(formula, names), ...clausesOf(formula), clause);
}

/** How the levels of other months were calculated, where the spec states it. */
function otherBasisOf(basis: LimitBasis | undefined, grades: readonly string[], subject: Pick<Subject, "names">) {
  if (basis === undefined) return null;
  const clauses = [...clausesOf(basis.formula), basis.clause];
  return {
    text: term(basis.text, basis.clause),
    words: wordsOf(basis, subject),
    steps: basis.steps.map((step) => term(stepWords(step, grades), ...clauses)),
    contracts: term(count(basis.contracts, "contract"), ...clauses),
  };
}

/** What may be exempt from limits on application, in one list; null where nothing may. */
export function exemptionList({ exemptions: all }: Limits): Term | null {
  if (all.length === 0) return null;
  const names = all.map((one) => exemptionName(one.name));
  const text = names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
  return term(text, ...all.map((one) => one.clause));
}

function startWords(level: LimitLevel, { names }: Pick<Subject, "names">): string {
  if (level.from === undefined) return "listing";
  const edge = level.edge === "close" ? "the close" : "the open";
  return `${edge} of trading on ${dateWords(level.from as unknown as DateRule, names)}`;
}

/** A level as a row of a table says it; `next` is the one that may take its place. */
export function levelView(level: LimitLevel, next: LimitLevel | undefined, subject: Pick<Subject, "names">) {
  const followed = next !== undefined && next.scope === level.scope;
  const until = followed ? `until ${startWords(next, subject)}` : "until trading ends";
  return {
    scope: term((level.scope === "all-months" && subject.names.allMonths) || SCOPES[level.scope], level.clause),
    kind: term(level.type === "limit" ? "Position limit" : "Accountability level", level.clause),
    contracts: term(count(level.contracts, "contract"), level.clause),
    applies: term(
      level.from === undefined && !followed ? "at all times" : `from ${startWords(level, subject)} ${until}`,
      level.clause,
      ...(followed ? [next.clause] : []),
    ),
  };
}

/** A computed step as the compiler notes it, its figures and names as the documents write them; no digit is lost. */
function stepWords(step: string, grades: readonly string[]): string {
  const named = grades.reduce((text, id) => text.replaceAll(id, gradeName(id)), step);
  return named
    .replace(/(?<=[A-Za-z])_(?=[A-Za-z])/g, "-")
    .replace(/(?<![\w.,/-])\d{4,}(?![\w/-])/g, (figure) => thousands(figure));
}

/** Every clause a formula rests on, once, in the order it reads them. */
export function clausesOf(formula: Formula): string[] {
  const inner: readonly Formula[] =
    "left" in formula
      ? [formula.left, formula.right]
      : "of" in formula && typeof formula.of === "object"
        ? [formula.of]
        : [];
  // What was folded into a number says which terms it was made of.
  const folded = formula.op === "number" ? (formula.from ?? []) : [];
  return [...new Set([formula.clause, ...folded, ...inner.flatMap(clausesOf)])];
}

/** The sources whose figures the basis of the limits reads. */
export function suppliesOf({ product, model }: Pick<Subject, "product" | "model">) {
  const limits = limitsOf({ product });
  const bases = [limits?.basis, limits?.otherMonthsBasis].flatMap((one) => one ?? []);
  const owners = new Set(bases.flatMap((one) => clausesOf(one.formula)).map((clause) => clause.split("/")[0]!));
  return model.sources.filter((source) => owners.has(source.id));
}

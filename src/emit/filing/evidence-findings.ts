import { declaredRules } from "../../model/declared-rules.ts";
import { compare, divide, fromInteger, parse } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { factOf } from "./facts.ts";
import type { FilingFinding } from "./findings.ts";
import { APPROVAL, type IndexedSubject, limitsOf, type Subject } from "./names.ts";
import { shortQuantity } from "./units.ts";
import { dailyMoveOf, INPUT_COLUMNS, tableOf } from "./view-evidence.ts";
import { count, duration, percent, thousands } from "./words.ts";

/** What is wrong with the evidence of a filing: tables that are none, terms that it contradicts, figures and rules that differ from the terms. */
export function evidenceFindings(subject: Subject): FilingFinding[] {
  return [
    ...(subject.kind === "future" || subject.kind === "perpetual" ? tables(subject) : []),
    ...(subject.kind === "future" || subject.kind === "perpetual" ? contradictions(subject) : []),
    ...figures(subject),
    ...ruleFindings(subject),
    ...clock(subject),
  ];
}

function malformed(subject: Subject, name: string, wanted: string): FilingFinding[] {
  const fact = factOf(subject.filing.facts, name);
  if (fact === undefined || fact.value.trim() === "") return [];
  return [{ code: "filing-fact-malformed", clause: fact.clause, params: { fact: name, value: fact.value, wanted } }];
}

/** Appendix C to Part 38, (c)(2): inputs and providers of the settlement window, counted over a year and more. */
function tables(subject: Subject): FilingFinding[] {
  const found = tableOf(subject, "inputs-table");
  const columns = INPUT_COLUMNS.map((one) => `\`${one}\``).join(", ");
  const lacks = INPUT_COLUMNS.some((name) => found?.table.columns.every((one) => one.name !== name) ?? true);
  if (lacks) return malformed(subject, "inputs-table", `a source with a table by month and the columns ${columns}`);
  return (found?.table.rows.length ?? 0) < 12
    ? malformed(subject, "inputs-table", "a source whose table has twelve months or more")
    : [];
}

/** A term and the evidence it is said to rest on: Appendix C to Part 38, (c)(4)(i)(D) and (E). */
function contradictions(subject: IndexedSubject): FilingFinding[] {
  const { product, filing } = subject;
  const found: FilingFinding[] = [];
  const outright = product.ticks.find((one) => one.role === "outright");
  const step = factOf(filing.facts, "cash-increment");
  if (
    step !== undefined &&
    step.value.trim() !== "" &&
    outright !== undefined &&
    compare(parse(outright.increment), parse(step.value)) > 0
  )
    found.push({
      code: "filing-evidence-contradicts",
      clause: step.clause,
      params: {
        term: `the outright tick of ${shortQuantity(outright.increment, product.price.unit)}`,
        evidence: `cash prices that move by ${shortQuantity(step.value, product.price.unit)}`,
        provision: "Appendix C to Part 38, (c)(4)(i)(D)",
        help: "make the tick no larger than the step of cash prices",
      },
    });
  const move = dailyMoveOf(subject);
  const band = "priceLimits" in product ? product.priceLimits?.bands[0] : undefined;
  if (move !== undefined && band !== undefined) {
    const moved = divide(parse(move.move), fromInteger(100));
    if (compare(numberOf(band), moved) < 0)
      found.push({
        code: "filing-evidence-contradicts",
        clause: move.clause,
        params: {
          term: `the first band of ${percent(band)}`,
          evidence: `prices that on ${move.share}% of days moved by up to ${move.move}%`,
          provision: "Appendix C to Part 38, (c)(4)(i)(E)",
          help: "make the first band wider than such a move, or have no price limits",
        },
      });
  }
  return found;
}

/** Facts that speak of the contract's own terms, so that a figure in them is one of its figures. */
const OF_TERMS = /^(?:core-principles\/)?core-principle-\d+$|^(?:surveillance|large-traders|monitoring)$/;

function figures(subject: Subject): FilingFinding[] {
  const { product, filing } = subject;
  const { orders } = product;
  const limits = limitsOf(subject);
  const own = new Set(
    [
      ...(limits?.levels ?? []),
      ...(limits?.exemptions ?? []).flatMap((one) => one.level ?? []),
      limits?.basis,
      limits?.otherMonthsBasis,
      limits?.reportable,
      limits?.reportedIn,
      orders?.max,
      orders?.min,
    ].flatMap((one) => (one === undefined ? [] : [one.contracts])),
  );
  if (orders?.block !== undefined) own.add(orders.block.min);
  // A spread has the limits of its legs.
  if (product.kind === "spread")
    for (const { limits: of } of filing.underlyings ?? [])
      for (const one of [...(of?.levels ?? []), of?.reportable]) if (one !== undefined) own.add(one.contracts);
  const known = [...own].sort((a, b) => a - b);
  const report = orders?.block?.reportWithinMilliseconds;
  return filing.facts
    .filter((fact) => OF_TERMS.test(fact.name))
    .flatMap(({ name, value, clause }): FilingFinding[] => {
      const wrong = (figure: string, all: readonly string[]): FilingFinding => ({
        code: "filing-figure-agrees",
        clause,
        params: { fact: name, figure, known: all.length === 0 ? "none" : all.join(", ") },
      });
      const contracts = [...value.matchAll(/(?<![\d.,])(\d[\d,]*) (?:contract|spread)s?\b/g)].map((one) =>
        Number(one[1]!.replaceAll(",", "")),
      );
      const minutes = /\bblock/i.test(value) ? [...value.matchAll(/\bwithin (\d+) minutes?\b/g)] : [];
      return [
        ...contracts
          .filter((one) => !own.has(one))
          .map((one) =>
            wrong(
              count(one, "contract"),
              known.map((each) => thousands(each)),
            ),
          ),
        ...minutes
          .filter((one) => Number(one[1]) * 60_000 !== report)
          .map((one) => wrong(`${one[1]!} minutes`, report === undefined ? [] : [duration(report)])),
      ];
    });
}

/** 17 CFR 38.150: a rule that a fact names is one that the venue declares, where it declares any. */
export function ruleFindings({ venue, filing }: Pick<Subject, "venue" | "filing">): FilingFinding[] {
  const known = declaredRules(venue.facts).map((one) => one.number);
  if (known.length === 0) return [];
  return filing.facts.flatMap(({ name, value, items, clause }) =>
    (items ?? [value])
      .flatMap((text) => [...text.matchAll(/\bRules? (\d+[A-Z]?(?:(?:, | and | or )\d+[A-Z]?)*)/g)])
      .flatMap((match) => match[1]!.split(/, | and | or /).map((number) => `Rule ${number}`))
      .filter((rule) => !known.includes(rule))
      .map((rule): FilingFinding => ({
        code: "filing-rule-known",
        clause,
        params: { fact: name, rule, venue: venue.id, known: known.join(", ") },
      })),
  );
}

/** 17 CFR 40.2(a)(2): on the last day the submission is in by 8:15 a.m. Washington time. */
function clock(subject: Subject): FilingFinding[] {
  const { filing } = subject;
  const value = (name: string): string | undefined => factOf(filing.facts, name)?.value;
  const at = value("filed-at");
  if (at !== undefined && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at))
    return malformed(subject, "filed-at", "a time of day such as 07:30");
  if (filing.form === APPROVAL || value("filed") !== value("received-by")) return [];
  const wanted = "a day before `received-by`, or a `filed-at` of 08:15 or earlier in Washington";
  return at === undefined || at > "08:15" ? malformed(subject, "filed", wanted) : [];
}

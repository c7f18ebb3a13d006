import type { Field, Section } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headOf, modifierOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { expectUnit, text, valueIn } from "../../check/expression.ts";
import { multiply, parse, show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { spell, type Unit } from "../../value/unit.ts";
import type { Perpetual } from "../model.ts";
import { clauseOf, exprHere, type Lowering, missing, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { millisecondsIn } from "./durations.ts";
import { roundingOf } from "./formula.ts";
import { fundingFormula, fundingTyped, type Reads } from "./perpetual-formula.ts";
import type { Sizes } from "./sizes.ts";
import { productEnv } from "./terms.ts";
import { clock } from "./windows.ts";

export type Funding = Perpetual["funding"];

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** The `funding` block; `index` is the underlying. Undefined after a finding. */
export function fundingOf(at: Lowering, sizes: Sizes, index: string): Funding | undefined {
  const section = sectionOf(at.block, "funding");
  if (section === undefined) return missing(at, "funding", "nothing else ties a contract without an end to its index");
  const { terms } = sizes;
  const unit = terms.price?.unit;
  const need = (key: string, why: string): Field | undefined =>
    fieldOf(section.block, key) ?? missing(at, key, why, section.keyword);
  const every = everyOf(at, section);
  const sample = need("sample", "it says what is measured");
  const rate = need("rate", "it says what follows from the samples");
  const clamp = need("clamp", "without it there is no bound to what may have to be paid");
  const pay = need("pay", "it says who pays whom, and how much");
  const lost = need("missing-sample", "a measurement may fail");
  if (!sample || !rate || !clamp || !pay || !lost || unit === undefined || every === undefined) return undefined;
  const market: Reads = new Map([
    ["midpoint of quotes", { what: "midpoint", unit }],
    ["last of trades", { what: "last", unit }],
    [index, { what: "index", unit }],
  ]);
  const measured = formulaIn(at, sample, market);
  const missed = missingOf(at, lost, every.every);
  if (measured === undefined || missed === undefined) return undefined;
  const statistics: Reads = new Map(
    (["mean", "median", "weighted-mean"] as const).map((what) => [
      `${what.replace("-", " ")} of sample`,
      { what, unit: measured.unit },
    ]),
  );
  const rated = formulaIn(at, rate, statistics, measured.unit);
  const bound = rated && boundOf(at, clamp, rated.unit, "the clamp of a rate");
  const paid = rated && payOf(at, pay, sizes, market, { index, unit, rate: rated.unit });
  const capField = fieldOf(section.block, "cap");
  const cap = capField && boundOf(at, capField, unit, "the cap of a payment");
  const termField = fieldOf(section.block, "term");
  const term = termField && termOf(at, termField);
  if (!rated || !bound || !paid || (capField && !cap) || (termField && !term)) return undefined;
  const { samples, ...missed_ } = missed;
  return {
    ...every,
    samples,
    sample: { formula: measured.formula, text: measured.text, clause: measured.clause },
    rate: { formula: rated.formula, unit: spell(rated.unit), text: rated.text, clause: rated.clause },
    clamp: bound,
    ...(cap === undefined ? {} : { cap }),
    ...(term === undefined ? {} : { term }),
    pay: paid,
    missing: missed_,
    clause: clauseOf(at.context, section),
  };
}

/** `every 8 hours from 00:00 UTC`: whole minutes and a whole part of a day, counted in UTC, whose days are all of one length. */
function everyOf(at: Lowering, section: Section): Pick<Funding, "every" | "from" | "intervalText"> | undefined {
  const head = headOf(section, "head-every");
  if (head === undefined)
    return missing(at, "every 8 hours from 00:00 UTC", "it says how often is paid", section.keyword);
  const every = millisecondsIn(head.interval, { context: at.context, known: [] }, "an interval of funding");
  if (every === undefined) return undefined;
  const time = head.from?.at;
  if (every % MINUTE !== 0 || DAY % every !== 0 || time === undefined || time.zone?.text !== "UTC")
    return report(at.context, "value-of-another-kind", head.span, {
      field: "funding",
      wanted:
        "whole minutes that are a whole part of a day counted in UTC, where every day has 24 hours, such as `every 8 hours from 00:00 UTC`",
    });
  return { every, from: clock(time), intervalText: plainWords(head) };
}

type Said = {
  readonly formula: Funding["sample"]["formula"];
  readonly unit: Unit;
  readonly text: string;
  readonly clause: string;
};

function formulaIn(at: Lowering, field: Field, reads: Reads, bare?: Unit): Said | undefined {
  const expr = exprHere(at.context, field, `a formula of ${[...reads.keys()].map((one) => `\`${one}\``).join(", ")}`);
  if (expr === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? [])) return undefined;
  const value = fundingTyped(at, expr, reads, bare);
  const clause = clauseOf(at.context, field);
  const formula = value && fundingFormula(at, value, value.unit, clause);
  return value && formula && { formula, unit: value.unit, text: wordsOf(field), clause };
}

/** `0.75%`, a bound to both sides of zero. */
function boundOf(at: Lowering, field: Field, unit: Unit, what: string): Funding["clamp"] | undefined {
  const expr = exprHere(at.context, field, `${what}, such as \`0.75%\``);
  if (expr === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? [])) return undefined;
  const value = fundingTyped(at, expr, new Map(), unit);
  if (value === undefined || !expectUnit(value, unit, { context: at.context, known: [] })) return undefined;
  const bound = value.unit === unit ? value.constant : valueIn(expr, unit, { context: at.context, known: [] });
  if (bound === undefined) return undefined;
  if (bound.n <= 0n) return report(at.context, "not-above-zero", expr.span, { what, value: show(bound) });
  return { value: show(bound), text: wordsOf(field), clause: clauseOf(at.context, field) };
}

function termOf(at: Lowering, field: Field): Funding["term"] | undefined {
  const expr = exprHere(at.context, field, "a time, such as `8 hours`");
  if (expr === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? [])) return undefined;
  const milliseconds = millisecondsIn(expr, { context: at.context, known: [] }, "the term of a rate");
  return milliseconds === undefined
    ? undefined
    : { milliseconds, text: wordsOf(field), clause: clauseOf(at.context, field) };
}

/** `longs to shorts at rate * H100_RENTAL, round half-even to tick.settlement`. */
function payOf(
  at: Lowering,
  field: Field,
  { terms, tickValueExactTo }: Sizes,
  market: Reads,
  { index, unit, rate }: { readonly index: string; readonly unit: Unit; readonly rate: Unit },
): Funding["pay"] | undefined {
  const { context } = at;
  const parts = contentOf(field, "clauses-value")?.clauses ?? [];
  const [clause] = parts;
  const words = clause === undefined ? "" : plainWords(clause);
  const by = /^(longs|shorts) to (longs|shorts) at /.exec(words);
  const amount = clause?.parts[4];
  const wanted = `who pays whom how much for each unit, such as \`longs to shorts at rate * ${index}, round half-even to tick.settlement\``;
  if (
    by === null ||
    by[1] === by[2] ||
    parts.length !== 1 ||
    clause?.parts.length !== 5 ||
    amount?.kind === "moment" ||
    amount === undefined
  )
    return report(context, "value-of-another-kind", field.value?.span ?? field.span, { field: "pay", wanted });
  if (!onlyModifiers(context, field.value?.modifiers ?? [], "round")) return undefined;
  const node = modifierOf(field, "round");
  if (node === undefined)
    return report(context, "rounding-missing", field.span, { what: "what is paid for each unit" });
  const [, indexRead] = [...market].find(([name]) => name === index) ?? [];
  const reads: Reads = new Map([
    ["rate", { what: "rate", unit: rate }],
    ["mark", { what: "mark", unit }],
    ...(indexRead === undefined ? [] : [[index, indexRead] as const]),
  ]);
  const value = fundingTyped(at, amount, reads, unit);
  const own = clauseOf(context, field);
  const price = terms.price?.node;
  const from = price && { span: price.span, label: `prices are in ${text(price)}` };
  if (value === undefined || !expectUnit(value, unit, { context, known: [] }, from)) return undefined;
  const formula = fundingFormula(at, value, unit, own);
  const round = roundingOf(node.rounding, unit, productEnv(context, terms), clauseOf(context, node));
  if (formula === undefined || round === undefined) return undefined;
  if (round.reference !== undefined) return report(context, "phrase-not-here", node.span, { found: plainWords(node) });
  const size = terms.size?.value;
  const worth = size && multiply(parse(round.increment), size);
  const exact = numberOf(tickValueExactTo.amount);
  if (worth !== undefined && (worth.n * exact.d) % (worth.d * exact.n) !== 0n)
    return report(context, "funding-not-exact", node.span, {
      step: round.increment,
      value: show(worth),
      currency: tickValueExactTo.currency,
      exactTo: tickValueExactTo.amount,
    });
  return { by: by[1] === "longs" ? "longs" : "shorts", formula, round, text: wordsOf(field), clause: own };
}

/** `leave out, at most 2 of 8, beyond that no payment`. */
function missingOf(
  at: Lowering,
  field: Field,
  every: number,
): (Funding["missing"] & { readonly samples: number }) | undefined {
  const { context } = at;
  const said = (contentOf(field, "clauses-value")?.clauses ?? []).map(plainWords);
  const [how = "", many = "", beyond = ""] = said;
  const counts = /^at most ([\d_]+) of ([\d_]+)$/.exec(many);
  const most = Number(counts?.[1]?.replaceAll("_", ""));
  const samples = Number(counts?.[2]?.replaceAll("_", ""));
  const known = how === "leave out" || how === "take previous";
  const wanted =
    "`leave out` or `take previous`, how many of how many, and what is paid beyond: `leave out, at most 2 of 8, beyond that no payment`";
  if (!known || counts === null || said.length !== 3 || beyond !== "beyond that no payment")
    return report(context, "value-of-another-kind", field.value?.span ?? field.span, {
      field: "missing-sample",
      wanted,
    });
  if (!onlyModifiers(context, field.value?.modifiers ?? [])) return undefined;
  if (most >= samples || samples > 100_000)
    return report(context, "number-out-of-range", field.value?.span ?? field.span, {
      what: "how many samples may be missing",
      least: "0",
      most: String(Math.min(samples, 100_000) - 1),
      value: String(most),
    });
  if (every % samples !== 0)
    return report(context, "not-a-whole-number", field.value?.span ?? field.span, {
      what: "the time between two samples in milliseconds",
      value: show({ n: BigInt(every), d: BigInt(samples) }),
    });
  return {
    samples,
    how: how === "leave out" ? "leave-out" : "take-previous",
    most,
    text: wordsOf(field),
    clause: clauseOf(context, field),
  };
}

import type { Expr, Field, Leg, Name, Reference } from "../../ast/nodes.ts";
import { contentOf, headOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { divide, parse, type Rational } from "../../runtime/exact.ts";
import { ordinal } from "../../value/day.ts";
import type { Spread } from "../model.ts";
import { clauseOf, integerOf, type Lowering, onlyModifiers, plainWords, required } from "./builder.ts";
import type { LoweredProduct } from "./product.ts";
import { spelt } from "./spelt.ts";

/** One leg as its line says it: how many contracts of which product, bought above zero, in the month called `month`. */
export type LegRead = {
  readonly on: LoweredProduct;
  readonly month: string;
  readonly lots: number;
  /** Money per contract for a price of 1. */
  readonly multiplier: Rational;
  readonly tick: Spread["legs"][number]["tick"];
  readonly node: Leg;
};

/** The products whose terms stand, and the names of those that only restate another exchange's. */
export type Known = {
  readonly products: ReadonlyMap<string, LoweredProduct>;
  readonly references: ReadonlyMap<string, unknown>;
};

const WANTED =
  "two or more legs, each a whole number of contracts of one month, such as `+1 GPH[near] -1 GPH[far]`, or one strip, such as `+1 GPH[3 months]`";

/** The legs of a spread and the field that says them; `strip` where they are months one after another, all bought. */
export type LegsRead = { readonly legs: readonly LegRead[]; readonly field: Field; readonly strip: boolean };

/** The legs of `legs: +1 GPH[near] -1 GPH[far]`, or of the strip `legs: +1 GPH[3 months]`; undefined after a finding. */
export function legsOf(at: Lowering, known: Known): LegsRead | undefined {
  const { context } = at;
  const field = required(at, "legs", "it says what is bought and what is sold");
  const nodes = contentOf(field, "legs-value")?.legs;
  if (field?.value === undefined) return undefined;
  const [alone, ...more] = nodes ?? [];
  const several = alone && more.length === 0 ? monthsOfStrip(alone) : undefined;
  if (nodes === undefined || (nodes.length < 2 && several === undefined))
    return report(context, "value-of-another-kind", field.value.span, { field: "legs", wanted: WANTED });
  if (!onlyModifiers(context, field.value.modifiers)) return undefined;
  if (alone !== undefined && several !== undefined) {
    const legs = stripOf(at, alone, several, known);
    return legs && (strangeLeg(at, legs) ? undefined : { legs, field, strip: true });
  }
  const legs = nodes.map((node) => legOf(at, node, monthName(node), known));
  if (!legs.every((one) => one !== undefined)) return undefined;
  const twice = legs.find((one, i) =>
    legs.some((other, j) => j < i && other.on === one.on && other.month === one.month),
  );
  if (twice !== undefined)
    return report(context, "leg-twice", twice.node.span, { leg: legName(twice) }, { related: related(legs, twice) });
  if (legs.every(({ lots }) => lots > 0) || legs.every(({ lots }) => lots < 0))
    return report(context, "value-of-another-kind", field.value.span, {
      field: "legs",
      wanted: "at least one leg that is bought (`+`) and one that is sold (`-`)",
    });
  if (strangeLeg(at, legs)) return undefined;
  return { legs, field, strip: false };
}

/** Whether a leg is of another product than the one that the head names, which is a finding. */
function strangeLeg({ context }: Lowering, legs: readonly LegRead[]): boolean {
  const head = headOf(context.declaration, "head-on");
  const strange = head && legs.find(({ on }) => on.product.id !== head.name.text);
  if (head === undefined || strange === undefined) return false;
  report(
    context,
    "value-of-another-kind",
    strange.node.span,
    { field: "legs", wanted: `legs of ${head.name.text}, which the spread is on` },
    { related: [{ span: head.span, label: "said here; a spread between products has no `on`" }] },
  );
  return true;
}

/** `3 months` of `+1 GPH[3 months]`: how many contracts one after another, in words that are looked at later. */
function monthsOfStrip({ value }: Leg): { readonly count: Rational; readonly of: string } | undefined {
  const on = value.kind === "quantity" ? value.unit : value;
  const index = on.kind === "reference" ? on.index : undefined;
  return index?.kind === "quantity" ? { count: parse(index.number.text), of: spelt(index.unit) } : undefined;
}

/** A year of days, or ten of months: no more contracts are dealt as one. */
const LONGEST_STRIP = 366n;

/** The legs of a strip: as many contracts one after another as it says, all bought, called `1st month`, `2nd month` and so on. */
function stripOf(
  at: Lowering,
  node: Leg,
  { count, of }: { readonly count: Rational; readonly of: string },
  known: Known,
): readonly LegRead[] | undefined {
  const first = legOf(at, node, "1st", known);
  if (first === undefined) return undefined;
  const { period } = first.on.product.contract;
  if (first.lots < 0 || of !== `${period}s` || count.d !== 1n || count.n < 2n || count.n > LONGEST_STRIP)
    return report(at.context, "value-of-another-kind", node.span, {
      field: "legs",
      wanted: `a strip that is bought, of two or more ${period}s of ${first.on.product.id} one after another, such as \`+1 ${first.on.product.id}[3 ${period}s]\``,
    });
  return Array.from({ length: integerOf(count) }, (_, place) => ({
    ...first,
    month: `${ordinal(place + 1)} ${period}`,
  }));
}

/** What a leg is called: `GPH[near]`. */
export function legName({ on, month }: LegRead): string {
  return `${on.product.id}[${month}]`;
}

function related(legs: readonly LegRead[], leg: LegRead): { span: Leg["span"]; label: string }[] {
  const first = legs.find((one) => legName(one) === legName(leg));
  return first === undefined ? [] : [{ span: first.node.span, label: "said first here" }];
}

function legOf(
  at: Lowering,
  node: Leg,
  month: string | undefined,
  { products, references }: Known,
): LegRead | undefined {
  const { context } = at;
  const { value } = node;
  const count = value.kind === "quantity" ? parse(value.number.text) : parse("1");
  const of: Expr = value.kind === "quantity" ? value.unit : value;
  const name = of.kind === "reference" && of.path.length === 1 ? (of.path[0] as Name) : undefined;
  if (name === undefined || month === undefined || count.d !== 1n || count.n <= 0n || count.n > 1_000_000n)
    return report(context, "value-of-another-kind", node.span, { field: "legs", wanted: WANTED });
  const found = find(context, name, "future");
  if (found === undefined) return undefined;
  if (references.has(found.name))
    return report(context, "value-of-another-kind", name.span, {
      field: "legs",
      wanted: `futures whose terms are here; \`${found.name}\` only restates another exchange's`,
    });
  const on = products.get(found.name);
  if (on?.product.flow !== undefined)
    return report(
      context,
      "phrase-not-here",
      name.span,
      { found: name.text },
      {
        help: `each month of ${name.text} has a size of its own, so its contracts stand in no fixed proportion: trade each month by itself`,
      },
    );
  if (on?.product.payment?.rate !== undefined)
    return report(
      context,
      "phrase-not-here",
      name.span,
      { found: name.text },
      {
        help: `legs are paid in the currency of their prices; ${name.text} is paid in ${on.product.payment.currency} at a rate of its own`,
      },
    );
  const tick = on?.product.ticks.find(({ role }) => role === "settlement") ?? on?.product.ticks[0];
  if (on === undefined || tick === undefined) return undefined;
  const multiplier = divide(parse(tick.value.amount), parse(tick.increment));
  return { on, month, lots: node.sign * Number(count.n), multiplier, tick, node };
}

/** `near` of `GPH[near]`. */
function monthName({ value }: Leg): string | undefined {
  const on: Expr = value.kind === "quantity" ? value.unit : value;
  const index: Reference["index"] = on.kind === "reference" ? on.index : undefined;
  return index?.kind === "reference" && index.path.length === 1 && index.index === undefined ? spelt(index) : undefined;
}

/** The clause and words of a leg are those of its line. */
export function legClause(at: Lowering, leg: LegRead): { readonly text: string; readonly clause: string } {
  return { text: plainWords(leg.node), clause: clauseOf(at.context, leg.node) };
}

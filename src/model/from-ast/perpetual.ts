import type { Field } from "../../ast/nodes.ts";
import { contentOf, fieldOf, modifierOf, sectionOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { expectUnit, text } from "../../check/expression.ts";
import { formatDay, parseDay } from "../../value/day.ts";
import type { Perpetual } from "../model.ts";
import { classificationOf } from "./classification.ts";
import { clauseOf, type Lowering, missing, oneName, onlyModifiers, plainWords, required, wordsOf } from "./builder.ts";
import { dayText } from "./date-rule.ts";
import { roundingOf } from "./formula.ts";
import { contractHead } from "./head.ts";
import { oneWord } from "./option-terms.ts";
import { ordersOf } from "./orders.ts";
import { participantsOf } from "./participants.ts";
import { complianceOf } from "./compliance.ts";
import { partiesOf } from "./parties-of.ts";
import { type FundingFormula, fundingFormula, fundingTyped, type Reads } from "./perpetual-formula.ts";
import { fundingOf } from "./perpetual-funding.ts";
import { perpetualLimits } from "./perpetual-limits.ts";
import { fullCollateralOf } from "./full-collateral.ts";
import { marginOf } from "./risk.ts";
import { type SessionTerms, sessionsOf } from "./sessions.ts";
import { type Sizes, sizesOf } from "./sizes.ts";
import { productEnv } from "./terms.ts";

/** A perpetual whose terms stand; that its funding lies within its sessions is seen by `fundedInSessions`. */
export type LoweredPerpetual = {
  readonly at: Lowering;
  readonly perpetual: Perpetual;
  readonly sessions: SessionTerms;
};

/** A perpetual as the model has it; undefined after a finding. */
export function perpetualOf(at: Lowering): LoweredPerpetual | undefined {
  const { context } = at;
  const parties = partiesOf(at, "the perpetual");
  const status = statusOf(at);
  const underlyingField = required(at, "underlying", "it says which reference price the contract is tied to");
  const indexName = oneName(context, underlyingField, "one index");
  const index = indexName && find(context, indexName, "index");
  const sizes = sizesOf(at);
  const sessions = sessionsOf(at, new Set());
  const listing = listedFrom(at);
  const mark = sizes && index && markOf(at, sizes, index.name);
  const funding = sizes && index && fundingOf(at, sizes, index.name);
  const horizon = listing && horizonOf(at, listing.first);
  const terms = sizes?.terms ?? { ticks: new Map(), intervals: new Set<string>(), unread: true };
  const orders = ordersOf(at, terms);
  const limits = perpetualLimits(at, terms);
  const margin = marginOf(at, terms);
  fullCollateralOf(at);
  const participants = participantsOf(at);
  const compliance = complianceOf(at);
  const classification = classificationOf(at);
  if (!parties || !status || !index || !underlyingField || !sizes || !sessions || !listing || !mark || !funding)
    return undefined;
  if (horizon === "found") return undefined;
  const { terms: _, ...sized } = sizes;
  return {
    at,
    sessions,
    perpetual: {
      kind: "perpetual",
      ...contractHead(at),
      ...parties,
      status,
      underlying: { index: index.name, clause: clauseOf(context, underlyingField) },
      ...sized,
      classification,
      listing,
      sessions: sessions.term,
      mark,
      ...(horizon === undefined ? {} : { horizon }),
      funding,
      ...(limits === undefined ? {} : { limits }),
      ...(orders === undefined ? {} : { orders }),
      margin,
      participants,
      ...(compliance === undefined ? {} : { compliance }),
    },
  };
}

const STATUSES = ["pending", "permitted"] as const;

/** `pending, because "…"`: no perpetual on compute is listed without somebody having said whether it may be. */
function statusOf(at: Lowering): Perpetual["status"] | undefined {
  const field = required(at, "status", "it says whether the contract may be listed, and why");
  if (field?.value === undefined) return undefined;
  const value = STATUSES.find((one) => one === oneWord(field));
  if (value === undefined)
    return report(at.context, "word-unknown", field.value.span, {
      field: "status",
      word: oneWord(field) ?? wordsOf(field),
      known: STATUSES.join(", "),
    });
  if (!onlyModifiers(at.context, field.value.modifiers, "because")) return undefined;
  const because = modifierOf(field, "because")?.text.value;
  if (because === undefined) return missing(at, "because", "every regulatory choice carries its reason", field.key);
  return { value, because, clause: clauseOf(at.context, field) };
}

/** The first day, which is all a contract without months has of a listing. */
function listedFrom(at: Lowering): Perpetual["listing"] | undefined {
  const section = sectionOf(at.block, "listing");
  if (section === undefined) return missing(at, "listing", "it says since when the contract trades");
  const field = required(at, "first", "it says on which day trading begins", section.block);
  const node = contentOf(field, "date-value")?.date;
  if (field === undefined || node === undefined) return undefined;
  if (node.kind !== "day-literal")
    return report(at.context, "value-of-another-kind", node.span, {
      field: "first",
      wanted: "one exact day, such as 2027-01-11",
    });
  for (const one of section.block.items)
    if (one.kind === "field" && one !== field)
      report(
        at.context,
        "phrase-not-here",
        one.key.span,
        { found: one.key.text },
        { help: "a perpetual has no contract months" },
      );
  const first = dayText(at.context, node);
  return first === undefined ? undefined : { first, clause: clauseOf(at.context, field) };
}

/** `at most 5 years` from the first day. */
function horizonOf(at: Lowering, first: string): Perpetual["horizon"] | "found" {
  const field = fieldOf(at.block, "horizon");
  if (field?.value === undefined) return undefined;
  const words = (contentOf(field, "clauses-value")?.clauses ?? []).map(plainWords).join(", ");
  const years = Number(/^at most (\d+) years?$/.exec(words)?.[1]);
  if (!(years >= 1 && years <= 100) || field.value.modifiers.length > 0) {
    report(at.context, "value-of-another-kind", field.value.span, {
      field: "horizon",
      wanted: "a number of years, such as `at most 5 years`",
    });
    return "found";
  }
  const [year = "", ...rest] = first.split("-");
  const same = `${Number(year) + years}-${rest.join("-")}`;
  // 29 February has no day of its own in most years: the one before is the last.
  const until = parseDay(same) === undefined ? `${Number(year) + years}-02-28` : formatDay(parseDay(same) ?? 0);
  return { years, until, text: wordsOf(field), clause: clauseOf(at.context, field) };
}

/** `median of [midpoint of quotes, last of trades, H100_RENTAL], round half-even to tick.settlement`, or one price. */
function markOf(at: Lowering, { terms }: Sizes, index: string): Perpetual["mark"] | undefined {
  const { context } = at;
  const field = required(at, "mark", "it says at which price positions are valued");
  const content = contentOf(field, "expr-value")?.expr;
  const unit = terms.price?.unit;
  if (field === undefined || content === undefined || unit === undefined) return undefined;
  if (!onlyModifiers(context, field.value?.modifiers ?? [], "round")) return undefined;
  const several =
    content.kind === "of" && content.right.kind === "list" && text(content.left) === "median"
      ? content.right.items
      : undefined;
  const nodes = several ?? [content];
  if (nodes.length % 2 === 0)
    return report(context, "value-of-another-kind", content.span, {
      field: "mark",
      wanted: "a median of an odd number of prices, so that it is one of them",
    });
  const reads: Reads = new Map([
    ["midpoint of quotes", { what: "midpoint", unit }],
    ["last of trades", { what: "last", unit }],
    [index, { what: "index", unit }],
  ]);
  const clause = clauseOf(context, field);
  const from = terms.price && { span: terms.price.node.span, label: `prices are in ${text(terms.price.node)}` };
  const of = nodes.map((node): FundingFormula | undefined => {
    const value = fundingTyped(at, node, reads, unit);
    if (value === undefined || !expectUnit(value, unit, { context, known: [] }, from)) return undefined;
    return fundingFormula(at, value, unit, clause);
  });
  if (!of.every((one) => one !== undefined)) return undefined;
  const round = roundedBy(at, field, unit, terms);
  return round && { of, round, text: wordsOf(field), clause };
}

function roundedBy(
  at: Lowering,
  field: Field,
  unit: NonNullable<Sizes["terms"]["price"]>["unit"],
  terms: Sizes["terms"],
): Perpetual["mark"]["round"] | undefined {
  const node = modifierOf(field, "round");
  if (node === undefined) return report(at.context, "rounding-missing", field.span, { what: "the mark" });
  const round = roundingOf(node.rounding, unit, productEnv(at.context, terms), clauseOf(at.context, node));
  if (round?.reference === undefined) return round;
  return report(at.context, "phrase-not-here", node.span, { found: plainWords(node) });
}

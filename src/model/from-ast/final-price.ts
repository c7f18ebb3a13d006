import type { Determination, Field, Section, Value } from "../../ast/nodes.ts";
import { contentOf, fieldOf, modifierOf, sectionOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import { spell } from "../../value/unit.ts";
import type { FinalSettlement, Formula } from "../model.ts";
import { otherSettlement } from "./contract-settlement.ts";
import { bounded, boundsOf, isStructured } from "./bounds.ts";
import { nodeOf, partsOf, typedCase } from "./case-price.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, plainWords, required, wordsOf } from "./builder.ts";
import { type Watched, watchedOf, withWatched } from "./events.ts";
import { determinationOf, formulaOf, roundingOf } from "./formula.ts";
import { productEnv, type ProductTerms } from "./terms.ts";

const MADE_OF = "a final price is made of indices, of averages of them over days and of settlements of other contracts";
const WITHIN_A_DAY =
  "an average within a day is an index of its own, which has `window: 15:00 until 16:00 in 12 parts` and `part: last of price`; the price is then that index";

/** What is read once, on the day of the price. */
const OF_THE_DAY: ReadonlySet<string> = new Set(["settlement", "contract-settlement"]);

/** True when a final price is made of index values and of averages of them over days; otherwise a finding. */
function settlesBy(at: Lowering, value: Typed, within = false): boolean {
  const refused = (found: string, help = MADE_OF) => {
    report(at.context, "phrase-not-here", value.node.span, { found }, { help });
    return false;
  };
  if ("left" in value) return settlesBy(at, value.left, within) && settlesBy(at, value.right, within);
  if (value.op === "first") return value.options.every((one) => settlesBy(at, one, within));
  if (value.op === "case") return partsOf(value).every((one) => settlesBy(at, one, within));
  if (value.op === "constant" || value.op === "index" || (OF_THE_DAY.has(value.op) && !within)) return true;
  if ((value.op !== "average" && value.op !== "lowest" && value.op !== "highest") || within)
    return refused(text(value.node));
  if (value.over.kind !== "days" && value.over.kind !== "interval") return refused(text(value.node), WITHIN_A_DAY);
  return settlesBy(at, value.of, true);
}

/** The price a contract ends in and its rounding; undefined after a finding. */
export function finalPriceOf(
  at: Lowering,
  section: Section,
  terms: ProductTerms,
): Pick<FinalSettlement, "price" | "round" | "text" | "bounds" | "observed" | "events"> | undefined {
  const lines = statementsOf(section.block);
  if (isStructured(at) && !payoffAlone(at, section)) return undefined;
  const field = lines.length > 0 ? fieldOf(section.block, "price") : statedIn(at, section);
  const price = terms.price;
  const [line] = lines;
  if (field !== undefined && line !== undefined) {
    const related = [{ span: field.span, label: "says the price first" }];
    const help = "say the price behind `price:`, or in lines of the block";
    return report(at.context, "phrase-not-here", line.span, { found: plainWords(line) }, { help, related });
  }
  if ((field === undefined && line === undefined) || price === undefined) return undefined;
  const plain = finalEnv(at, terms);
  const watched = watchedOf(at, price.unit, plain);
  const env = withWatched(plain, watched);
  const own = modifierOf(field, "round");
  const roundField = fieldOf(section.block, "round");
  if (own !== undefined && roundField !== undefined) {
    const related = [{ span: own.span, label: "said first here" }];
    return report(at.context, "field-twice", roundField.span, { field: "round" }, { related });
  }
  if (field !== undefined && !onlyModifiers(at.context, field.value?.modifiers ?? [], "round")) return undefined;
  const rounding = contentOf(roundField, "rounding-value")?.rounding ?? own?.rounding;
  if (rounding === undefined && roundField !== undefined) return undefined;
  const place = (field ?? section.keyword).span;
  if (rounding === undefined)
    return report(at.context, "rounding-missing", place, { what: "the final settlement price" });
  const round = roundingOf(rounding, price.unit, env, clauseOf(at.context, roundField ?? field ?? section));
  const formula =
    field === undefined ? firstLine(at, lines.map(lineOf(at)), env, terms) : priceOf(at, field, env, terms);
  if (formula === undefined || round === undefined) return undefined;
  const words = field === undefined ? lines.map((one) => plainWords(one)).join("; ") : wordsOf(field);
  if (!isStructured(at)) return { price: formula, round, text: words, ...watchedIn(watched) };
  const bounds = boundsOf(at, terms, round, env);
  return bounds && { price: bounded(formula, bounds), round, text: words, bounds, ...watchedIn(watched) };
}

/** What is watched on the way, as the model has it; nothing where nothing is. */
function watchedIn(watched: Watched): Pick<FinalSettlement, "observed" | "events"> {
  if (watched.observations.length === 0) return {};
  const events = watched.events.length === 0 ? {} : { events: [...watched.events] };
  return { observed: [...watched.observations], ...events };
}

/** The field that says the price: `payoff` of a structured contract, else `price` of the block. */
function statedIn(at: Lowering, section: Section): Field | undefined {
  if (isStructured(at)) return required(at, "payoff", "it says what is paid, before floor and cap");
  return required(at, "price", NEEDED, section.block);
}

/** True where the block says no price beside the payoff, and the payoff is one formula, which alone can be bounded; otherwise a finding. */
function payoffAlone(at: Lowering, section: Section): boolean {
  const strange = fieldOf(section.block, "price") ?? statementsOf(section.block)[0];
  const payoff = fieldOf(at.block, "payoff")?.value?.content;
  if (strange !== undefined) {
    const found = strange.kind === "field" ? strange.key.text : plainWords(strange);
    const span = strange.kind === "field" ? strange.key.span : strange.span;
    const help = "a structured contract settles to its `payoff`, between `floor` and `cap`";
    report(at.context, "phrase-not-here", span, { found }, { help });
    return false;
  }
  if (payoff?.kind !== "first-of-value") return true;
  report(at.context, "value-of-another-kind", payoff.span, { field: "payoff", wanted: "one formula" });
  return false;
}

const NEEDED = "it says what the contract settles to";

/** A line of a final price and the clause it is. */
type Line = { readonly value: Value; readonly clause: string };

const lineOf =
  (at: Lowering) =>
  (line: { readonly value: Value }): Line => ({ value: line.value, clause: clauseOf(at.context, line) });

/** The formula behind `price:`, one expression or `first of { … }`. */
function priceOf(at: Lowering, field: Field, env: Env, terms: ProductTerms): Formula | undefined {
  const content = field.value?.content;
  const clause = clauseOf(at.context, field);
  if (content?.kind === "first-of-value") {
    const conditional = content.arms.find((one) => one.when !== undefined);
    if (conditional !== undefined) return conditionNotHere(at, conditional.span);
    return firstLine(
      at,
      content.arms.map(({ value }) => ({ value, clause })),
      env,
      terms,
    );
  }
  if (content?.kind === "case-value") {
    const chosen = typedCase(nodeOf(content), content.arms, env);
    return chosen && inPriceUnit(at, chosen, env, terms, clause);
  }
  const expr = exprHere(at.context, field, "an index, or an average of one");
  const value = expr && typed(expr, env);
  return value && inPriceUnit(at, value, env, terms, clause);
}

/** The lines as one formula, the first that can be had; undefined after a finding. */
function firstLine(at: Lowering, lines: readonly Line[], env: Env, terms: ProductTerms): Formula | undefined {
  const found = lines.map((line) => optionOf(at, line, env, terms));
  const options = found.flatMap((one) => one ?? []);
  const [first] = options;
  if (options.length < lines.length || first === undefined) return undefined;
  return options.length === 1 ? first : { op: "first", options, unit: first.unit, clause: first.clause };
}

function optionOf(at: Lowering, { value, clause }: Line, env: Env, terms: ProductTerms): Formula | undefined {
  const { content } = value;
  if (!onlyModifiers(at.context, value.modifiers)) return undefined;
  if (content.kind === "first-of-value")
    return report(
      at.context,
      "phrase-not-here",
      content.span,
      { found: "first of" },
      { help: "write the lines alone" },
    );
  if (content.kind === "tier") {
    const strange = content.when ?? content.inPlaceOf ?? content.atMost;
    if (strange !== undefined) return conditionNotHere(at, content.span);
    const unit = terms.price === undefined ? "" : spell(terms.price.unit);
    if (content.price.kind === "determination") return determined(at, content.price, unit, clause);
    const found = typed(content.price, env);
    return found && inPriceUnit(at, found, env, terms, clause);
  }
  if (content.kind === "case-value") {
    const chosen = typedCase(nodeOf(content), content.arms, env);
    return chosen && inPriceUnit(at, chosen, env, terms, clause);
  }
  if (content.kind !== "expr-value")
    return report(at.context, "value-of-another-kind", content.span, {
      field: "a line of a final price",
      wanted: "a price",
    });
  const found = typed(content.expr, env);
  return found && inPriceUnit(at, found, env, terms, clause);
}

function determined(at: Lowering, node: Determination, unit: string, clause: string): Formula | undefined {
  return determinationOf(node, unit, at.context, clause);
}

function conditionNotHere(at: Lowering, span: Value["span"]): undefined {
  const help = "a line here is a price alone: it is taken where all it reads was published";
  return report(at.context, "phrase-not-here", span, { found: text({ span }) }, { help });
}

function inPriceUnit(at: Lowering, value: Typed, env: Env, terms: ProductTerms, clause: string): Formula | undefined {
  const { price } = terms;
  if (
    price === undefined ||
    !expectUnit(value, price.unit, env, { span: price.node.span, label: `prices are in ${text(price.node)}` }) ||
    !settlesBy(at, value) ||
    !ownSettlementGiven(at, value)
  )
    return undefined;
  return formulaOf(inUnit(value, price.unit), clause);
}

/** What names mean in a final price: `settlement` is the month's own settlement price of its last trading day. */
function finalEnv(at: Lowering, terms: ProductTerms): Env {
  const env = productEnv(at.context, terms, undefined, true);
  const final: Env = {
    ...env,
    reference: (node) =>
      terms.price !== undefined && node.path.length === 1 && node.path[0]?.text === "settlement"
        ? { op: "settlement", month: "this", unit: terms.price.unit, node }
        : (otherSettlement(at.context, node) ?? env.reference?.(node)),
    cases: (node) => typedCase(node, node.arms, final) ?? "reported",
  };
  return final;
}

/** False, after a finding, when a final price is the day's settlement and that day is settled by the final price. */
function ownSettlementGiven(at: Lowering, value: Typed): boolean {
  const lastDay = fieldOf(sectionOf(at.block, "daily-settlement")?.block, "last-day");
  const own = ownSettlement(value);
  if (own === undefined || lastDay === undefined) return true;
  report(
    at.context,
    "phrase-not-here",
    own.node.span,
    { found: text(own.node) },
    {
      help: "leave `last-day` out: the last day is then settled as any other, and that price is final",
      related: [{ span: lastDay.span, label: "takes the final settlement for the day's price" }],
    },
  );
  return false;
}

function ownSettlement(value: Typed): Typed | undefined {
  if ("left" in value) return ownSettlement(value.left) ?? ownSettlement(value.right);
  const inner = value.op === "first" ? value.options : value.op === "case" ? partsOf(value) : [];
  if (inner.length > 0) return inner.map(ownSettlement).find((one) => one !== undefined);
  return value.op === "settlement" ? value : undefined;
}

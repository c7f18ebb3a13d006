import type { Clause, Expr, Field, Name } from "../../ast/nodes.ts";
import { contentOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { divideUnits, multiplyUnits, pure, standardUnit, type Unit } from "../../value/unit.ts";
import type { Failure } from "../model.ts";
import { bodyOf } from "./bodies.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, plainWords } from "./builder.ts";
import { isWord, shareOfPrice, sideOf } from "./clause-words.ts";
import { underOf } from "./under.ts";
import { productEnv, type ProductTerms } from "./terms.ts";

const SIDES = ["seller", "buyer"] as const;

/**
 * What each side pays when it fails: `10% of price`, `500 USD per contract`, `determination by exchange under "Rule 824"`; a clause that
 * begins with `seller` or `buyer` is of that side, one without is of both. Each side has exactly one; undefined after a finding.
 */
export function failuresOf(at: Lowering, field: Field, terms: ProductTerms): Failure[] | undefined {
  const { context } = at;
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  if (!onlyModifiers(context, field.value?.modifiers ?? [], "under")) return undefined;
  const found: Failure[] = [];
  for (const clause of clauses) {
    const first = clause.parts[0];
    const side = first?.kind === "reference" ? sideOf(plainWords(first)) : undefined;
    const own = clauses.length > 1 ? clause : field;
    const read = failureOf(at, clause, side === undefined ? 0 : 1, field, terms);
    if (read === undefined) return undefined;
    for (const one of side === undefined ? SIDES : [side]) {
      if (found.some((other) => other.side === one))
        return report(context, "field-twice", clause.span, { field: `failure of the ${one}` });
      found.push({ ...read, side: one, text: plainWords(clause), clause: clauseOf(context, own) });
    }
  }
  const lacking = SIDES.find((one) => !found.some(({ side }) => side === one));
  if (lacking !== undefined) return missing(at, `${lacking} …`, "each side may fail", field.key);
  return found;
}

type Read = Failure extends infer One ? (One extends Failure ? Omit<One, "side" | "text" | "clause"> : never) : never;

function failureOf(at: Lowering, clause: Clause, from: number, field: Field, terms: ProductTerms): Read | undefined {
  const { context } = at;
  const parts = clause.parts.slice(from);
  const [first, second, third] = parts;
  if (isWord(first, "determination") && isWord(second, "by") && third?.kind === "reference") {
    const by = bodyOf(context, third.path[0] as Name);
    const under = underOf(field);
    if (under === undefined)
      return report(context, "determination-without-rule", clause.span, { by: plainWords(third) });
    return by === undefined ? undefined : { kind: "determination", by, under };
  }
  const env = productEnv(context, terms);
  const known = parts.length === 1 || (parts.length === 3 && isWord(second, "per") && isWord(third, "contract"));
  if (first === undefined || first.kind === "moment" || !known)
    return report(
      context,
      "phrase-not-here",
      clause.span,
      { found: plainWords(clause) },
      { help: 'write `10% of price`, `500 USD per contract` or `determination by exchange under "Rule 824"`' },
    );
  return payment(at, first, parts.length === 3, terms, env);
}

function payment(at: Lowering, value: Expr, perContract: boolean, terms: ProductTerms, env: Env): Read | undefined {
  const share = shareOfPrice(value);
  const amount = share === undefined ? value : undefined;
  const worth = terms.price && terms.size && moneyOf(terms.price.unit, terms.size.unit, !perContract);
  const unit = share === undefined ? worth : pure;
  const found = unit && valueIn(share ?? value, unit, env);
  if (found === undefined) return undefined;
  if (found.n <= 0n)
    return report(at.context, "not-above-zero", value.span, {
      what: "what a side that fails pays",
      value: show(found),
    });
  return amount === undefined ? { kind: "share", share: show(found) } : { kind: "amount", amount: show(found) };
}

/** The currency of a price times a size, per contract unless the words say `per contract` themselves. */
function moneyOf(price: Unit, size: Unit, perContract: boolean): Unit {
  const money = multiplyUnits(price, size);
  const contract = standardUnit("contract");
  return contract === undefined || !perContract ? money : divideUnits(money, contract);
}

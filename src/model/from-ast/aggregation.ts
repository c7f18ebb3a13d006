import type { Field } from "../../ast/nodes.ts";
import { contentOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { compare, divide, ONE, parse, show, type Rational } from "../../runtime/exact.ts";
import type { Limits } from "../model.ts";
import { clauseOf, type Lowering, plainWords } from "./builder.ts";
import { digitsOf } from "./digits.ts";
import { underOf } from "./under.ts";

/** Whose positions need not be added although the share would ask for it (17 CFR 150.4(b)). */
const EXCEPTED: readonly string[] = ["independent-controller", "information-barrier", "commodity-pool", "underwriting"];

type Aggregation = NonNullable<Limits["aggregation"]>;

/**
 * `at 10% of ownership or control, except independent-controller, under "Rule 559"`: from which share on positions are added whole, for whom
 * they are not, and under which rule; nothing after a finding.
 */
export function aggregationOf(at: Lowering, field: Field | undefined): Pick<Limits, "aggregation"> {
  if (field?.value === undefined) return {};
  const under = underOf(field);
  let share: string | undefined;
  const except: string[] = [];
  const before = at.context.diagnostics.length;
  for (const clause of contentOf(field, "clauses-value")?.clauses ?? []) {
    const words = plainWords(clause);
    const percent = /^at ([0-9._]+)% of ownership or control$/.exec(words)?.[1];
    const left = /^except ([a-z-]+)$/.exec(words)?.[1];
    if (percent !== undefined) share = shareOf(at, clause, digitsOf(percent));
    else if (left !== undefined && EXCEPTED.includes(left)) except.push(left);
    else if (left !== undefined) {
      const params = { field: "aggregation", word: left, known: EXCEPTED.join(", ") };
      report(at.context, "word-unknown", clause.span, params);
    } else if (!/^under "[^"]*"$/.test(words)) return wrong(at, field);
  }
  if (at.context.diagnostics.length > before) return {};
  if (under === undefined) return wrong(at, field);
  const found: Aggregation = {
    under,
    ...(share === undefined ? {} : { share }),
    ...(except.length === 0 ? {} : { except }),
    clause: clauseOf(at.context, field),
  };
  return { aggregation: found };
}

/** A share of ownership above zero and at most the whole. */
function shareOf(at: Lowering, clause: { readonly span: Field["span"] }, percent: string): string | undefined {
  const share: Rational = divide(parse(percent), { n: 100n, d: 1n });
  if (share.n > 0n && compare(share, ONE) <= 0) return show(share);
  return report(at.context, "share-of-ownership", clause.span, { value: `${percent}%` });
}

function wrong(at: Lowering, field: Field): Pick<Limits, "aggregation"> {
  const wanted = 'the rule it follows, such as `under "Rule 559"`';
  report(at.context, "value-of-another-kind", field.value?.span ?? field.span, { field: field.key.text, wanted });
  return {};
}

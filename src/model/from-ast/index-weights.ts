import { fieldOf, fieldsOf, sectionsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, valueIn } from "../../check/expression.ts";
import { add, multiply, parse, type Rational, show, ZERO } from "../../runtime/exact.ts";
import { pure } from "../../value/unit.ts";
import type { MemberSet, Weights } from "../model.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, wordsOf } from "./builder.ts";
import { digitsOf } from "./digits.ts";

const SCHEME =
  /^(equal|volume)(?:, cap (?:([0-9._]+) \* equal share|([0-9._]+)%), excess pro rata until none exceeds)?$/;
const WANTED =
  "`equal` or `volume`, and where needed `, cap 2 * equal share, excess pro rata until none exceeds` or `, cap 30%, excess …`";

/** `equal, cap 2 * equal share, excess pro rata until none exceeds`, `volume, cap 30%, excess …`, or a block with a share for each member. */
export function weightsOf(at: Lowering, env: Env, members: MemberSet | undefined): Weights | undefined {
  const field = fieldOf(at.block, "weights");
  const fixed = sectionsOf(at.block, "weights")[0];
  if (fixed !== undefined) return fixedOf(at, env, fixed, members);
  if (field?.value === undefined) return undefined;
  const words = wordsOf(field);
  const match = SCHEME.exec(words);
  const clause = clauseOf(at.context, field);
  const plain = (digits: string): Rational => parse(digitsOf(digits));
  const share = match?.[3] === undefined ? undefined : multiply(plain(match[3]), { n: 1n, d: 100n });
  if (match === null || (share !== undefined && (share.n <= 0n || share.n > share.d)))
    return report(env.context, "value-of-another-kind", field.value.span, { field: "weights", wanted: WANTED });
  const scheme = match[1] as Weights["scheme"];
  if (match[2] === undefined && share === undefined) return { scheme, text: words, clause };
  return {
    scheme,
    ...(match[2] === undefined ? {} : { capTimesEqualShare: digitsOf(match[2]) }),
    ...(share === undefined ? {} : { cap: show(share) }),
    excess: "pro-rata-until-none-exceeds",
    text: words,
    clause,
  };
}

/** `weights { HERON: 60%; LYNX: 40% }`: a share for every member, adding up to the whole. */
function fixedOf(
  at: Lowering,
  env: Env,
  section: ReturnType<typeof sectionsOf>[number],
  members: MemberSet | undefined,
): Weights | undefined {
  const fields = fieldsOf(section.block);
  const shares = fields.flatMap((field) => {
    const expr = exprHere(at.context, field, "a share such as `60%`");
    const share = expr && valueIn(expr, pure, env);
    if (!onlyModifiers(at.context, field.value?.modifiers ?? []) || share === undefined || expr === undefined)
      return [];
    if (share.n <= 0n)
      return report(at.context, "not-above-zero", expr.span, { what: "a weight", value: show(share) }) ?? [];
    const member = field.key.text;
    if (members?.members.includes(member) !== true) {
      const known = members?.members.join(", ") ?? "none; say `members:`";
      return report(at.context, "word-unknown", field.key.span, { field: "weights", word: member, known }) ?? [];
    }
    return [{ member, share, clause: clauseOf(at.context, field) }];
  });
  if (shares.length < fields.length) return undefined;
  const total = shares.reduce((so, { share }) => add(so, share), ZERO);
  const without = (members?.members ?? []).filter((one) => !shares.some(({ member }) => member === one));
  if (total.n !== total.d || without.length > 0) {
    const missing = without.length === 0 ? "" : `, and ${without.join(", ")} has none`;
    return report(at.context, "value-of-another-kind", section.keyword.span, {
      field: "weights",
      wanted: `weights of all members that add up to 100%: these add up to ${show(multiply(total, { n: 100n, d: 1n }))}%${missing}`,
    });
  }
  return {
    scheme: "fixed",
    shares: shares.map(({ member, share, clause }) => ({ member, share: show(share), clause })),
    text: shares.map(({ member, share }) => `${member} ${show(multiply(share, { n: 100n, d: 1n }))}%`).join(", "),
    clause: clauseOf(at.context, section),
  };
}

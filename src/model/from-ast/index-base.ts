import { fieldOf, headWords, sectionsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { divide, parse, show } from "../../runtime/exact.ts";
import { daysSince1970 } from "../../runtime/input.ts";
import type { Index, MemberSet } from "../model.ts";
import { clauseOf, type Lowering, wordsOf } from "./builder.ts";
import { digitsOf } from "./digits.ts";

type Base = NonNullable<Index["base"]>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => DAY.test(text) && daysSince1970(text) !== undefined;

/** `base: 100 on 2027-01-04` with `rebalance: on 2027-03-01, 2027-06-01`; undefined where there is none, or after a finding. */
export function baseOf(
  at: Lowering,
  members: readonly MemberSet[],
  steps: Index["steps"],
  value: Index["value"],
  retired: readonly NonNullable<Index["retired"]>[number][] = [],
): Base | undefined {
  const { context } = at;
  const field = fieldOf(at.block, "base");
  const anew = fieldOf(at.block, "rebalance");
  const refused = (one: typeof field, wanted: string) =>
    report(context, "value-of-another-kind", one?.value?.span ?? one?.span ?? at.block.span, {
      field: one?.key.text ?? "base",
      wanted,
    });
  if (field?.value === undefined) {
    if (anew?.value !== undefined)
      report(context, "field-missing", anew.key.span, {
        what: "`rebalance`",
        field: "base",
        why: "weights set anew leave the value as it is only where it goes on from a base, such as `base: 100 on 2027-01-04`",
      });
    return undefined;
  }
  const found = /^([0-9][0-9_]*(?:\.[0-9_]+)?) on (\S+)$/.exec(wordsOf(field));
  const [, number, from] = found ?? [];
  if (number === undefined || from === undefined || !isDay(from))
    return refused(field, "a value and the day it is of, such as `100 on 2027-01-04`");
  const base = parse(digitsOf(number));
  if (base.n <= 0n) return refused(field, "a value above zero");
  if (divide(base, parse(value.round.increment)).d !== 1n)
    return refused(field, `a value that can be printed, a multiple of ${value.round.increment}`);
  const step = steps.at(-1);
  const set = members.find(({ of }) => of === value.over);
  if (set === undefined || step?.each !== value.over || step.round === undefined)
    return refused(
      field,
      `a basket whose members have prices to go on from: \`members:\`, \`for each ${value.over} { price: …; round: … }\` and a value over them`,
    );
  if (value.statistic !== "mean" && value.statistic !== "weighted-mean")
    return refused(field, "a mean of the members, by their weights");
  const other = retired.find(({ of }) => of !== value.over);
  if (other !== undefined)
    return report(
      context,
      "phrase-not-here",
      sectionsOf(at.block, "retire").find((one) => headWords(one) === other.member)?.keyword.span ?? field.span,
      { found: `retire ${other.member}` },
      {
        help: `a basket with a base goes on from the prices of its ${value.over}s, and each of them may retire: a ${other.of} leaves by an amendment of \`members\``,
      },
    );
  const days = anew?.value === undefined ? [] : (/^on (.+)$/.exec(wordsOf(anew))?.[1] ?? "").split(", ");
  const wrong = days.findIndex((day, place) => !isDay(day) || day <= (days[place - 1] ?? from));
  if (wrong >= 0)
    return refused(anew, `days after ${from}, each after the one before, such as \`on 2027-03-01, 2027-06-01\``);
  return {
    value: show(base),
    from,
    rebalances: days,
    text: wordsOf(field),
    clause: clauseOf(context, field),
    ...(anew === undefined ? {} : { rebalanceClause: clauseOf(context, anew) }),
  };
}

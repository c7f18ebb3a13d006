import { contentOf, fieldOf, fieldsOf, headOf, headWords, sectionsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { GroupStep, Index, MemberSet } from "../model.ts";
import { clauseOf, type Lowering, wordsOf } from "./builder.ts";
import { dayText } from "./date-rule.ts";

type Retirement = NonNullable<Index["retired"]>[number];
type Section = ReturnType<typeof sectionsOf>[number];

/** Every `retire MEMBER effective DAY { … }`; undefined where there is none. */
export function retiredOf(
  at: Lowering,
  members: readonly MemberSet[],
  steps: readonly GroupStep[],
): readonly Retirement[] | undefined {
  const sections = sectionsOf(at.block, "retire");
  const found = sections.flatMap((section) => retirement(at, section, members, steps) ?? []);
  return found.length === 0 ? undefined : found;
}

function retirement(
  at: Lowering,
  section: Section,
  members: readonly MemberSet[],
  steps: readonly GroupStep[],
): Retirement | undefined {
  const { context } = at;
  const member = headWords(section);
  const head = headOf(section, "head-effective");
  const place = section.head[0]?.span ?? section.keyword.span;
  const successors = sectionsOf(at.block, "retire").flatMap((one) => successorIn(one) ?? []);
  const set =
    members.find((one) => one.members.includes(member)) ??
    (successors.includes(member) ? members.find((one) => steps.some(({ each }) => each === one.of)) : undefined);
  if (set === undefined) {
    const known = members.flatMap((one) => one.members).join(", ") || "none; say `members:`";
    return report(context, "word-unknown", place, { field: "retire", word: member, known });
  }
  const effective = head?.date.kind === "day-literal" ? dayText(context, head.date) : undefined;
  if (effective === undefined)
    return report(context, "field-missing", place, {
      what: `retire ${member}`,
      field: "effective",
      why: "from a day on it is no member, such as `effective 2027-06-01`",
    });
  const clause = clauseOf(context, section);
  const said = { of: set.of, member, effective, text: `${member} from ${effective}`, clause };
  const [field, ...more] = fieldsOf(section.block);
  const successor = successorIn(section);
  const words = field === undefined ? "" : wordsOf(field);
  if (
    field === undefined ||
    more.length > 0 ||
    (field.key.text === "redistribute" ? words !== "pro rata" : successor === undefined)
  )
    return report(context, "value-of-another-kind", field?.value?.span ?? section.keyword.span, {
      field: "retire",
      wanted: "`redistribute: pro rata`, or `successor: IBIS, chain-linked`",
    });
  if (field.key.text === "redistribute") return { ...said, clause: clauseOf(context, field) };
  if (!steps.some(({ each }) => each === set.of))
    return report(context, "field-missing", section.keyword.span, {
      what: `retire ${member}`,
      field: `for each ${set.of}`,
      why: "a successor is linked by the price of one",
    });
  return { ...said, ...(successor && { successor }), clause: clauseOf(context, field) };
}

/** The name in `successor: NAME, chain-linked`. */
function successorIn(section: Section): string | undefined {
  const field = fieldOf(section.block, "successor");
  return contentOf(field, "clauses-value") === undefined
    ? undefined
    : /^([A-Za-z_][\w-]*), chain-linked$/.exec(field === undefined ? "" : wordsOf(field))?.[1];
}

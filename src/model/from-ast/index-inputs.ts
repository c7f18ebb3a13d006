import type { Expr, Field, MemberSet as MemberNode } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headWords, sectionsOf, statementsOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { Condition, GroupStep, IndexInput, MemberSet } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers, plainWords } from "./builder.ts";
import { OBSERVED, plural } from "./index-words.ts";
import { spelt } from "./spelt.ts";

/** `trades from [A, B]`, with `where kind is "on-demand" and …`. */
export function inputsOf(at: Lowering): IndexInput[] {
  const seen = new Map<string, Expr["span"]>();
  // Inputs of a kind from everybody, which no other line of that kind can stand beside.
  const open = new Map<string, Expr["span"]>();
  const first = new Map<string, Expr["span"]>();
  return sectionsOf(at.block, "inputs").flatMap((section) =>
    statementsOf(section.block).flatMap((line): IndexInput[] => {
      const node = line.value.content;
      if (node.kind !== "inputs") return [];
      const what = node.what.text;
      if (what !== "trades" && what !== "offers" && what !== "listings" && what !== "prints") {
        report(at.context, "word-unknown", node.what.span, {
          field: "inputs",
          word: what,
          known: "trades, offers, listings, prints",
        });
        return [];
      }
      const where = node.when && attributesOf(at, node.when, clauseOf(at.context, line));
      if (node.when !== undefined && where === undefined) return [];
      onlyModifiers(at.context, line.value.modifiers);
      const beside = node.from.length === 0 ? first.get(what) : open.get(what);
      if (beside !== undefined) {
        const related = [{ span: beside, label: "said first here" }];
        report(at.context, "field-twice", node.what.span, { field: what }, { related });
        return [];
      }
      first.set(what, first.get(what) ?? node.what.span);
      if (node.from.length === 0) open.set(what, node.what.span);
      for (const source of node.from) {
        if (what === "prints") find(at.context, source, "index");
        else find(at.context, source, "organisation", "venue", "clearing-house");
        const key = `${what} from ${source.text}`;
        const before = seen.get(key);
        if (before === undefined) seen.set(key, source.span);
        else
          report(
            at.context,
            "field-twice",
            source.span,
            { field: key },
            { related: [{ span: before, label: "said first here" }] },
          );
      }
      return [
        {
          what,
          from: node.from.map((source) => source.text),
          ...(where === undefined ? {} : { where }),
          text: plainWords(node),
          clause: clauseOf(at.context, line),
        },
      ];
    }),
  );
}

/** `kind is "on-demand" and gpu is "H100"`: attributes of an input against texts. */
function attributesOf(at: Lowering, node: Expr, clause: string): Condition | undefined {
  if (node.kind === "logical" && node.operator !== "not") {
    const operands = node.operands.map((part) => attributesOf(at, part, clause));
    return operands.some((part) => part === undefined)
      ? undefined
      : { op: node.operator, operands: operands as Condition[], clause };
  }
  if (node.kind === "logical") {
    const operand = node.operands[0] && attributesOf(at, node.operands[0], clause);
    return operand && { op: "not", operand, clause };
  }
  if (
    node.kind === "comparison" &&
    (node.operator === "=" || node.operator === "!=") &&
    node.left.kind === "reference"
  ) {
    const values = textsOf(node.right);
    const is: Condition | undefined = values && { op: "is", attribute: spelt(node.left), values, clause };
    if (is !== undefined) return node.operator === "=" ? is : { op: "not", operand: is, clause };
  }
  return report(at.context, "phrase-not-here", node.span, { found: text(node) });
}

function textsOf(node: Expr | { readonly kind: "text"; readonly value: string }): string[] | undefined {
  if (node.kind === "text") return [node.value];
  if (node.kind === "reference" && node.path.length === 1) return node.path.map((part) => part.text);
  if (node.kind !== "list") return undefined;
  const all = node.items.map((item) => textsOf(item));
  return all.some((part) => part === undefined) ? undefined : (all.flat() as string[]);
}

export function membersOf(at: Lowering): MemberSet[] {
  const field = fieldOf(at.block, "members");
  const sets: readonly MemberNode[] = contentOf(field, "members-value")?.sets ?? [];
  if (field === undefined) return [];
  return sets.map((set) => ({
    of: set.of.text,
    members: "kind" in set.members ? [set.members.text] : set.members.map((member) => member.text),
    clause: clauseOf(at.context, field),
  }));
}

/** What observations can be counted and grouped by: their own kinds, who gives them, the parts of the window, and what the index names. */
export function columnsOf(
  at: Lowering,
  inputs: readonly IndexInput[],
  members: readonly MemberSet[],
): ReadonlySet<string> {
  const attributes = (node: Condition | undefined): string[] => {
    if (node?.op === "is") return [node.attribute];
    if (node?.op === "not") return attributes(node.operand);
    return node?.op === "and" || node?.op === "or" ? node.operands.flatMap(attributes) : [];
  };
  return new Set([
    ...OBSERVED,
    ...["source", "provider", "part"],
    ...inputs.flatMap((input) => attributes(input.where)),
    ...members.map((set) => set.of),
    ...(["units", "grades"] as const).flatMap((key) =>
      fieldOf(at.block, key) === undefined ? [] : [key.slice(0, -1)],
    ),
    ...sectionsOf(at.block, "for").flatMap((section) => /^each (\S+)$/.exec(headWords(section))?.[1] ?? []),
  ]);
}

/** Reports a value over what the index knows nothing of, or over single observations where they were grouped. */
export function overKnown(
  at: Lowering,
  field: Field,
  over: string,
  columns: ReadonlySet<string>,
  steps: readonly GroupStep[],
): void {
  const span = field.value?.content.span ?? field.span;
  const known = [...columns].map(plural).join(", ");
  if (!columns.has(over)) report(at.context, "word-unknown", span, { field: "value", word: plural(over), known });
  else if (OBSERVED.includes(over) && steps.length > 0)
    report(
      at.context,
      "phrase-not-here",
      span,
      { found: text({ span }) },
      {
        help: `the inputs were made into one price for each ${steps.at(-1)?.each ?? "group"}: take the value over ${plural(steps.at(-1)?.each ?? "group")}`,
      },
    );
}

import type { IToken } from "chevrotain";
import type { HeadClauseNode } from "../../../grammar/generated/phrase-nodes.ts";
import type { BlockSpec, Head } from "../../../grammar/fields.ts";
import type { Expr, HeadClause, Name } from "../nodes.ts";
import type { Moment } from "../time-nodes.ts";
import { type Context, nameOf, namesOf, report, spanOf, sure } from "./context.ts";
import { lowerCore, lowerDay } from "./date.ts";
import { lowerArithmetic } from "./expression.ts";
import { textOf, wholeOf } from "./literal.ts";
import { lowerPoint } from "./time.ts";

const NONE: readonly HeadClause[] = [];

/** The clauses of a head that its block may have; any other is reported and left out. */
export function lowerHead(
  context: Context,
  nodes: readonly HeadClauseNode[],
  spec: BlockSpec,
  what: string,
): readonly HeadClause[] {
  if (nodes.length === 0) return NONE;
  const clauses: HeadClause[] = [];
  for (const one of nodes) {
    const clause = lowerClause(context, one);
    if (clause === undefined) continue;
    if (spec.heads.includes(headOf(clause))) clauses.push(clause);
    else
      report(context, "head-not-here", clause.span, {
        clause: context.source.text.slice(clause.span.start, clause.span.end),
        block: what,
      });
  }
  return clauses;
}

function headOf(clause: HeadClause): Head {
  return clause.kind.slice("head-".length) as Head;
}

function lowerClause(context: Context, node: HeadClauseNode): HeadClause | undefined {
  const span = spanOf(context, node);
  const { headWords, Joint: joint, FirstYear: firstYear } = node;
  if (headWords !== undefined)
    return { kind: "head-words", words: namesOf(context, headWords.Word), span: spanOf(context, headWords) };
  if (node.Text !== undefined) return { kind: "head-text", text: textOf(context, node.Text), span };
  if (joint !== undefined) return lowerJoint(context, joint, node.Target, span);
  if (firstYear !== undefined) {
    const from = wholeOf(context, firstYear);
    const until = wholeOf(context, sure(node.LastYear));
    return from === undefined || until === undefined
      ? undefined
      : { kind: "head-years", first: from, last: until, span };
  }
  if (node.zone !== undefined) return { kind: "head-zone", zone: nameOf(context, node.zone), span };
  if (node.effective !== undefined) {
    const date = lowerDay(context, node.effective);
    return date && { kind: "head-effective", date, span };
  }
  return node.Every === undefined ? lowerFor(context, node, span) : lowerEvery(context, node, span);
}

function lowerJoint(context: Context, joint: IToken, targets: readonly IToken[], span: Name["span"]): HeadClause {
  const names = namesOf(context, targets);
  const [name] = names as [Name];
  switch (joint.image) {
    case "from":
      return { kind: "head-from", name, span };
    case "on":
      return { kind: "head-on", name, span };
    case "to":
      return { kind: "head-to", name, span };
    case "measures":
      return { kind: "head-measures", name, span };
    default:
      return { kind: "head-uses", names, span };
  }
}

function lowerEvery(context: Context, node: HeadClauseNode, span: Name["span"]): HeadClause | undefined {
  const interval: Expr | undefined = lowerArithmetic(context, sure(node.plain));
  const from: Moment | undefined = node.point && lowerPoint(context, node.point);
  if (interval === undefined || (node.point !== undefined && from === undefined)) return undefined;
  return { kind: "head-every", interval, ...(from === undefined ? {} : { from }), span };
}

/** `for GPH`, `for contract months from 2027-12`. */
function lowerFor(context: Context, node: HeadClauseNode, span: Name["span"]): HeadClause | undefined {
  const words = namesOf(context, node.Word);
  const { start, finish } = node;
  if (start === undefined && finish === undefined) {
    const [name] = words as [Name];
    return words.length === 1 ? { kind: "head-to", name, span } : { kind: "head-words", words, span };
  }
  const from = start && lowerCore(context, start);
  const until = finish && lowerCore(context, finish);
  if ((start !== undefined && from === undefined) || (finish !== undefined && until === undefined)) return undefined;
  return {
    kind: "head-months",
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    inclusive: until === undefined || /\bto\s+$/.test(span.source.text.slice(span.start, until.span.start)),
    span,
  };
}

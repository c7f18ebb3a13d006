import type { CstNode, IToken } from "chevrotain";
import type { BlockSpec, Head } from "../../../grammar/fields.ts";
import type { Expr, HeadClause, Name } from "../nodes.ts";
import type { Moment } from "../time-nodes.ts";
import {
  child,
  type Context,
  leaf,
  nameOf,
  namesOf,
  ordered,
  report,
  spanOf,
  sub,
  subs,
  tok,
  toks,
} from "./context.ts";
import { lowerCore, lowerDay } from "./date.ts";
import { lowerArithmetic } from "./expression.ts";
import { textOf, wholeOf } from "./literal.ts";
import { lowerPoint } from "./time.ts";

/** The clauses of a head that its block may have; any other is reported and left out. */
export function lowerHead(context: Context, node: CstNode, spec: BlockSpec, what: string): HeadClause[] {
  const clauses: HeadClause[] = [];
  for (const one of subs(node, "headClause")) {
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

function lowerClause(context: Context, node: CstNode): HeadClause | undefined {
  const span = spanOf(context, node);
  const [first] = ordered(node, "Joint", "In", "Effective", "FirstYear", "Every", "For", "Text", "headWords") as [
    CstNode | IToken,
  ];
  if ("children" in first)
    return { kind: "head-words", words: namesOf(context, toks(first, "Word")), span: spanOf(context, first) };
  if (tok(node, "Text") !== undefined) return { kind: "head-text", text: textOf(context, first), span };
  const joint = tok(node, "Joint");
  if (joint !== undefined) return lowerJoint(context, joint, toks(node, "Target"), span);
  const firstYear = tok(node, "FirstYear");
  if (firstYear !== undefined) {
    const from = wholeOf(context, firstYear);
    const until = wholeOf(context, leaf(node, "LastYear"));
    return from === undefined || until === undefined
      ? undefined
      : { kind: "head-years", first: from, last: until, span };
  }
  const zoneNode = sub(node, "zone");
  if (zoneNode !== undefined) {
    const [zone] = ordered(zoneNode, "Zone", "Utc") as [IToken];
    return { kind: "head-zone", zone: nameOf(context, zone), span };
  }
  const effective = sub(node, "effective");
  if (effective !== undefined) {
    const date = lowerDay(context, effective);
    return date && { kind: "head-effective", date, span };
  }
  return tok(node, "Every") === undefined ? lowerFor(context, node, span) : lowerEvery(context, node, span);
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

function lowerEvery(context: Context, node: CstNode, span: Name["span"]): HeadClause | undefined {
  const interval: Expr | undefined = lowerArithmetic(context, child(node, "plain"));
  const point = sub(node, "point");
  const from: Moment | undefined = point && lowerPoint(context, point);
  if (interval === undefined || (point !== undefined && from === undefined)) return undefined;
  return { kind: "head-every", interval, ...(from === undefined ? {} : { from }), span };
}

/** `for GPH`, `for contract months from 2027-12`. */
function lowerFor(context: Context, node: CstNode, span: Name["span"]): HeadClause | undefined {
  const words = namesOf(context, toks(node, "Word"));
  const [start, finish] = [sub(node, "start"), sub(node, "finish")];
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

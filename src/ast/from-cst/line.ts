import type { CstNode } from "chevrotain";
import type { InputsValue, ScreenValue, Tier } from "../nodes.ts";
import { type Context, leaf, nameOf, namesOf, spanOf, sub, tok, toks, unknownWord } from "./context.ts";
import { lowerArithmetic, lowerLogic } from "./expression.ts";
import { textOf } from "./literal.ts";

/** One line of a waterfall. */
export function lowerTier(context: Context, node: CstNode): Tier | undefined {
  const span = spanOf(context, node);
  const body = tok(node, "Body");
  const rule = tok(node, "Text");
  const logic = sub(node, "logic");
  const under = rule === undefined ? {} : { under: textOf(context, rule) };
  const price =
    logic !== undefined
      ? lowerLogic(context, logic)
      : body && { kind: "determination" as const, by: nameOf(context, body), ...under, span };
  const bound = sub(node, "bound");
  const atMost = bound && lowerArithmetic(context, bound);
  if (price === undefined || (bound !== undefined && atMost === undefined)) return undefined;
  const replaced = tok(node, "Replaced");
  return {
    kind: "tier",
    price,
    ...(replaced === undefined ? {} : { inPlaceOf: nameOf(context, replaced) }),
    ...(atMost === undefined ? {} : { atMost }),
    span,
  };
}

const EXCESS = new Map<string, NonNullable<ScreenValue["excess"]>>([
  ["pro rata until none exceeds", "pro-rata-until-none-exceeds"],
  ["pro rata once", "pro-rata-once"],
  ["dropped", "drop"],
]);

/** `drop trade when …`, `cap source at 40% of volume, excess pro rata until none exceeds`. */
export function lowerScreen(context: Context, node: CstNode): ScreenValue | undefined {
  const level = sub(node, "level");
  const logic = sub(node, "logic");
  const at = level && lowerArithmetic(context, level);
  const when = logic && lowerLogic(context, logic);
  const back = sub(node, "readmit");
  const readmit = back && lowerArithmetic(context, back);
  const words = toks(node, "Word");
  const excess = words.length === 0 ? undefined : EXCESS.get(words.map((one) => one.image).join(" "));
  if (words.length > 0 && excess === undefined) return unknownWord(context, words, [...EXCESS.keys()]);
  if ((level !== undefined && at === undefined) || (logic !== undefined && when === undefined)) return undefined;
  if (back !== undefined && readmit === undefined) return undefined;
  return {
    kind: "screen",
    action: leaf(node, "ScreenAction").image as ScreenValue["action"],
    subject: nameOf(context, leaf(node, "Subject")),
    ...(at === undefined ? {} : { at }),
    ...(when === undefined ? {} : { when }),
    ...(excess === undefined ? {} : { excess }),
    ...(readmit === undefined ? {} : { readmit }),
    span: spanOf(context, node),
  };
}

/** `trades from [A, B]`, with `where …`. */
export function lowerInputs(context: Context, node: CstNode): InputsValue | undefined {
  const set = sub(node, "nameSet");
  const list = set && sub(set, "nameList");
  const from = list === undefined ? (set === undefined ? [] : toks(set, "Name")) : toks(list, "Name");
  const logic = sub(node, "logic");
  const when = logic && lowerLogic(context, logic);
  if (logic !== undefined && when === undefined) return undefined;
  return {
    kind: "inputs",
    what: nameOf(context, leaf(node, "What")),
    from: namesOf(context, from),
    ...(when === undefined ? {} : { when }),
    span: spanOf(context, node),
  };
}

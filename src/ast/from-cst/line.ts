import type { InputsNode, ScreenNode, TierNode } from "../../../grammar/generated/phrase-nodes.ts";
import type { InputsValue, ScreenValue, Tier } from "../nodes.ts";
import { type Context, isToken, nameOf, namesOf, spanOf, sure, unknownWord } from "./context.ts";
import { lowerArithmetic, lowerLogic } from "./expression.ts";
import { textOf } from "./literal.ts";

/** One line of a waterfall. */
export function lowerTier(context: Context, node: TierNode): Tier | undefined {
  const span = spanOf(context, node);
  const price = node.logic === undefined ? determination(context, node, span) : lowerLogic(context, node.logic);
  const { bound, Replaced: replaced } = node;
  const atMost = bound && lowerArithmetic(context, bound);
  if (price === undefined || (bound !== undefined && atMost === undefined)) return undefined;
  if (replaced === undefined && atMost === undefined) return { kind: "tier", price, span };
  return {
    kind: "tier",
    price,
    ...(replaced === undefined ? {} : { inPlaceOf: nameOf(context, replaced) }),
    ...(atMost === undefined ? {} : { atMost }),
    span,
  };
}

/** `determination by BODY under "Rule 1"`. */
function determination(context: Context, { Body: body, Text: rule }: TierNode, span: Tier["span"]): Tier["price"] {
  const under = rule === undefined ? {} : { under: textOf(context, rule) };
  return { kind: "determination", by: nameOf(context, sure(body)), ...under, span };
}

const EXCESS = new Map<string, NonNullable<ScreenValue["excess"]>>([
  ["pro rata until none exceeds", "pro-rata-until-none-exceeds"],
  ["pro rata once", "pro-rata-once"],
  ["dropped", "drop"],
]);

/** `drop trade when …`, `cap source at 40% of volume, excess pro rata until none exceeds`. */
export function lowerScreen(context: Context, node: ScreenNode): ScreenValue | undefined {
  const { level, logic, Word: words } = node;
  const at = level && lowerArithmetic(context, level);
  const when = logic && lowerLogic(context, logic);
  const readmit = node.readmit && lowerArithmetic(context, node.readmit);
  const excess = words.length === 0 ? undefined : EXCESS.get(words.map((one) => one.image).join(" "));
  if (words.length > 0 && excess === undefined) return unknownWord(context, words, [...EXCESS.keys()]);
  if ((level !== undefined && at === undefined) || (logic !== undefined && when === undefined)) return undefined;
  if (node.readmit !== undefined && readmit === undefined) return undefined;
  return {
    kind: "screen",
    action: node.ScreenAction.image as ScreenValue["action"],
    subject: nameOf(context, node.Subject),
    ...(at === undefined ? {} : { at }),
    ...(when === undefined ? {} : { when }),
    ...(excess === undefined ? {} : { excess }),
    ...(readmit === undefined ? {} : { readmit }),
    span: spanOf(context, node),
  };
}

/** `trades from [A, B]`, with `where …`. */
export function lowerInputs(context: Context, node: InputsNode): InputsValue | undefined {
  const { nameSet: set, logic } = node;
  const from = set === undefined ? [] : isToken(set) ? [set] : set.Name;
  const when = logic && lowerLogic(context, logic);
  if (logic !== undefined && when === undefined) return undefined;
  return {
    kind: "inputs",
    what: nameOf(context, node.What),
    from: namesOf(context, from),
    ...(when === undefined ? {} : { when }),
    span: spanOf(context, node),
  };
}

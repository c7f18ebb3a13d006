import type { IToken } from "chevrotain";
import type { CaseArm } from "../nodes.ts";
import type { Base, Context, Readers } from "./context.ts";
import { lowerDateName } from "./date-name.ts";
import { lowerTail } from "./date-tail.ts";
import { lowerArithmetic, lowerChain, lowerLogic } from "./expression.ts";
import { lowerReference } from "./reference.ts";

const readers: Readers = {
  logic: lowerLogic,
  arithmetic: lowerArithmetic,
  chain: lowerChain,
  reference: lowerReference,
  dateName: lowerDateName,
  dateTail: lowerTail,
};

/** The context of a phrase; without `arms` it has no `case` or `first of` in it. */
export function contextOf(
  base: Base,
  arms: (token: IToken) => readonly CaseArm[] | undefined = () => undefined,
): Context {
  return { source: base.source, diagnostics: base.diagnostics, arms, read: readers };
}

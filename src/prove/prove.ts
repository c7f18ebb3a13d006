import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { ContractModel } from "../model/model.ts";
import type { Span } from "../text/source.ts";
import type { ProofRule } from "./rule.ts";
import { choicesReached } from "./rules/choices-reached.ts";
import { datesInOrder } from "./rules/dates-in-order.ts";
import { delivers } from "./rules/delivers.ts";
import { finalPrintsInTime } from "./rules/final-prints-in-time.ts";
import { indexAcyclic } from "./rules/index-acyclic.ts";
import { invoiceExact } from "./rules/invoice-exact.ts";
import { indexBeforeSettlement } from "./rules/index-before-settlement.ts";
import { indexNotBelowZero } from "./rules/index-not-below-zero.ts";
import { indexTimesInOrder } from "./rules/index-times-in-order.ts";
import { lastCloseInSession } from "./rules/last-close-in-session.ts";
import { leverageWithinCap } from "./rules/leverage-within-cap.ts";
import { limitsDated } from "./rules/limits-dated.ts";
import { limitsWithoutGap } from "./rules/limits-without-gap.ts";
import { quorumCanBeMet } from "./rules/quorum-can-be-met.ts";
import { linesReached } from "./rules/lines-reached.ts";
import { monthsInOneGroup } from "./rules/months-in-one-group.ts";
import { quotesCanBeGiven } from "./rules/quotes-can-be-given.ts";
import { ruleKnown } from "./rules/rule-known.ts";
import { optionSound } from "./rules/option-sound.ts";
import { screensLeaveSomething } from "./rules/screens-leave-something.ts";
import { spreadSound } from "./rules/spread-sound.ts";
import { settlementNotBelowZero } from "./rules/settlement-not-below-zero.ts";
import { settles } from "./rules/settles.ts";

/** Order matters to readers only: what makes a price impossible first, then times and dates, then limits and the rules leaned on. */
export const proofRules: readonly ProofRule[] = [
  indexAcyclic,
  settles,
  monthsInOneGroup,
  linesReached,
  choicesReached,
  settlementNotBelowZero,
  indexNotBelowZero,
  invoiceExact,
  quorumCanBeMet,
  screensLeaveSomething,
  indexTimesInOrder,
  indexBeforeSettlement,
  datesInOrder,
  finalPrintsInTime,
  delivers,
  optionSound,
  spreadSound,
  lastCloseInSession,
  limitsDated,
  limitsWithoutGap,
  leverageWithinCap,
  quotesCanBeGiven,
  ruleKnown,
];

/** Everything that keeps a model from being sound; no finding means that it is. */
export function prove(model: ContractModel, place: (clause: string) => Span | undefined): Diagnostic[] {
  const at = (clause: string): Span => {
    const span = place(clause);
    if (span === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
    return span;
  };
  const proof = { model, at };
  const found: Diagnostic[] = [];
  for (const rule of proofRules) for (const one of rule.check(proof)) found.push(one);
  return found;
}

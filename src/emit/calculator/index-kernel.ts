import type { Index } from "../../model/model.ts";
import type { Code, Declaration } from "./code.ts";
import { call, constant, count, flag, handing, list, none, object, text } from "./code.ts";
import { attributesOf, computedTiers, stepsOf, weighsBySize } from "./index-columns.ts";
import { demandCode } from "./index-screens.ts";
import { oneLine } from "./spec-text.ts";

/** What statistics of parts the whole-number kernel has. */
const STATISTICS: readonly string[] = ["volume-weighted-median", "volume-weighted-mean"];

/** True where an index can be computed from columns at all: inputs with a time and a size, and nothing else to them. */
export function hasColumns(index: Index): boolean {
  return index.window?.kind === "clock" && weighsBySize(index) && attributesOf(index).length === 0;
}

/** The terms of the kernel, where the index is a statistic of each part and nothing is screened; else undefined. */
function kernelCode(index: Index, name: string, tierClause: string): Code | undefined {
  const { window, screens, members, value, inputs, quorum, weights } = index;
  const [tier] = computedTiers(index);
  const [step, ...more] = stepsOf(index);
  const [kind, ...others] = tier?.kinds ?? [];
  const plain = step?.step;
  if (
    window?.kind !== "clock" ||
    kind === undefined ||
    others.length > 0 ||
    screens.length + members.length + more.length > 0 ||
    weights !== undefined ||
    index.quotes !== undefined ||
    step?.each !== "part" ||
    plain === undefined ||
    !STATISTICS.includes(plain.statistic) ||
    plain.empty === "repeat" ||
    (plain.atLeast ?? plain.quorum ?? plain.round ?? plain.weigh) !== undefined ||
    (value.statistic !== "mean" && value.statistic !== "median") ||
    inputs.some(({ where }) => where !== undefined) ||
    quorum.some(
      ({ of }) =>
        !["source", "provider", "part", "trade", "offer", "listing", "observation"].includes(of.replace(/s$/, "")),
    )
  )
    return undefined;
  return object("Kernel", {
    kind: text(kind),
    parts: count(window.parts),
    statistic: text(plain.statistic),
    leaveOut: flag(plain.empty === "leave-out"),
    over: text(value.statistic),
    demands: list(quorum.map(demandCode), quorum.length > 1),
    round: `${name}Round`,
    index: text(index.id),
    tierClause: text(tierClause),
    partText: text(oneLine(plain.text)),
    partClause: text(step.clause),
    valueText: text(oneLine(value.text.split(", round")[0] as string)),
    valueClause: text(value.clause),
  });
}

/** The batch form of an index, with its terms where whole numbers carry it. */
export function columnsCode(index: Index, name: string, tierClause: string): Declaration[] {
  const kernel = kernelCode(index, name, tierClause);
  const given = [kernel === undefined ? none : `${name}Kernel`, name];
  return [
    ...(kernel === undefined ? [] : [constant(`${name}Kernel`, kernel)]),
    handing(
      `${name}OfColumns`,
      ["input"],
      "The same from columns of whole numbers.",
      call("priceOfColumns", "input", `${name}Reads`, ...given),
    ),
  ];
}

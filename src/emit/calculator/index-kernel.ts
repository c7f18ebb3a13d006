import type { Index } from "../../model/model.ts";
import type { Code, Declaration } from "./code.ts";
import { arrow, call, constant, count, flag, handing, list, none, number, object, text } from "./code.ts";
import type { PlainScreen } from "./index-columns.ts";
import {
  attributesOf,
  clampsGroups,
  limitsMove,
  computedTiers,
  screensOf,
  stepsOf,
  weighsBySize,
} from "./index-columns.ts";
import { demandCode, judgedByOthers } from "./index-screens.ts";
import { oneLine } from "./spec-text.ts";

/** What statistics of parts the whole-number kernel has. */
const STATISTICS: readonly string[] = ["volume-weighted-median", "volume-weighted-mean"];

/** True where an index can be computed from columns at all: inputs with a time and a size, and nothing else to them. */
export function hasColumns(index: Index): boolean {
  return index.window?.kind === "clock" && weighsBySize(index) && attributesOf(index).length === 0;
}

/** True for a screen that judges prices, or sources by their median or their volume: cells of ticks tell it all it needs. */
function hasCells({ screen, column, center }: PlainScreen): boolean {
  if (screen.of === "age" || screen.from === "previous value" || screen.readmit !== undefined) return false;
  if (screen.action === "cap") return column === "source";
  if (screen.action === "clamp") return false;
  if (screen.comparison !== undefined) return screen.of === "price";
  if (column === undefined) return center === undefined || center === "part" || center === "source";
  return column === "source";
}

/** One screen over cells of ticks as code. */
function cellsCode({ screen, column, center }: PlainScreen): Code {
  const clause = text(screen.clause);
  const level = (value: string | undefined): Code => number(value as string);
  if (screen.action === "cap") return call("capSources", "table", level(screen.at), clause);
  if (screen.comparison !== undefined)
    return call("dropTicksComparing", "table", text(screen.comparison), level(screen.value));
  if (column === undefined)
    return call("dropTicksDeviating", "table", center === undefined ? none : text(center), level(screen.threshold));
  const others = flag(judgedByOthers(screen.from));
  const judged = object("GroupScreen", { threshold: level(screen.threshold), others, excluded: list([]) }, false);
  return call("dropDeviatingSources", "table", judged, clause);
}

/** The terms of the kernel, where the index is a statistic of each part of what its screens leave; else undefined. */
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
    members.length + more.length > 0 ||
    !screensOf(index).every(hasCells) ||
    screens.some((one) => clampsGroups(one) || limitsMove(one)) ||
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
    screens: list(
      screensOf(index).map((one) => arrow("table", cellsCode(one))),
      screens.length > 0,
    ),
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

/** True where whole numbers carry an index from columns: it is a statistic of each part of its window, of what screens of prices and sources leave. */
export function hasKernel(index: Index): boolean {
  return hasColumns(index) && kernelCode(index, "", "") !== undefined;
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

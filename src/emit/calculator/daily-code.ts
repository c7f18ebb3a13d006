import type { ContractModel, DailySettlement, Formula, Product, Rounding, Tier } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code, Declaration } from "./code.ts";
import { arrow, call, commented, constant, count, flag, handing, list, number, object, text, texts } from "./code.ts";
import { conditionCode, formulaCode } from "./formula-code.ts";
import { formulasIn } from "../../model/formulas.ts";
import type { Section } from "./index-code.ts";
import { camelCase } from "./names.ts";
import { roundingCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";

type Observe = Extract<Formula, { op: "observe" }>;

/** What a daily settlement reads of its input. */
export type DailyFields = {
  readonly month: readonly ("trades" | "quotes" | "finalSettlement" | "spot" | "expiring")[];
  /** The dates of each month that are counted from or until. */
  readonly dates: readonly string[];
  readonly spreads: boolean;
  readonly lead: boolean;
  readonly time: boolean;
  readonly indices: readonly string[];
  readonly determination: boolean;
};

/** All tiers of a daily settlement but that of the last day, in order. */
function tiersOf({ groups, newlyListed }: DailySettlement): Tier[] {
  return [...groups.flatMap(({ tiers }) => tiers), ...newlyListed];
}

/** What the tiers and groups of a daily settlement read. */
export function dailyFields(daily: DailySettlement): DailyFields {
  const formulas = tiersOf(daily).flatMap(({ price, when }) => [
    ...formulasIn(price),
    ...(when ? formulasIn(when) : []),
  ]);
  const observed = formulas.filter((one) => one.op === "observe");
  const sees = (of: Observe["of"]): boolean => observed.some((one) => one.of === of);
  const ofLead = formulas.some(
    (one) =>
      ("month" in one && one.month === "lead") ||
      (one.op === "observe" && one.against === "lead") ||
      (one.op === "days" && (one.start.month === "lead" || one.end.month === "lead")),
  );
  const dates = formulas.flatMap((one) => (one.op === "days" ? [one.start.date, one.end.date] : []));
  const has = (months: string): boolean => daily.groups.some((group) => group.months === months);
  return {
    month: [
      ...(sees("trades") ? ["trades" as const] : []),
      ...(sees("quotes") ? ["quotes" as const] : []),
      ...(daily.lastDay ? ["finalSettlement" as const] : []),
      ...(has("spot") ? ["spot" as const] : []),
      ...(has("expiring") ? ["expiring" as const] : []),
    ],
    dates: [...new Set(dates)].filter((name) => name !== "trade-date").sort(),
    spreads: sees("spread-trades"),
    lead: ofLead || has("lead"),
    time: observed.length > 0,
    indices: [...new Set(formulas.flatMap((one) => (one.op === "index" ? [one.index] : [])))],
    determination: formulas.some(({ op }) => op === "determination"),
  };
}

/** Whether an amendment in force changed what settlement prices are multiples of. */
export function changedTicks({ amendments = [] }: ContractModel): boolean {
  return amendments.some(
    ({ inForce, changes }) =>
      inForce && changes.some(({ path }) => /^(?:tick|daily-settlement\/round)(?:\/|$)/.test(path)),
  );
}

/** The function `dailySettlement` with its waterfalls; `formerTicks` where settlements before an amendment were on others. */
export function dailyCode(product: Product, spec: SpecText, formerTicks: boolean): Section {
  const { dailySettlement: daily } = product;
  const sights = new Map<string, Declaration>();
  const groups = daily.groups.map((group) => {
    const name = `${group.months}Month${["other", "all"].includes(group.months) ? "s" : ""}Tiers`;
    const { months, round } = group;
    return { name, months, round, part: tiersCode(name, group.tiers, group.clause, sights, spec) };
  });
  const newly = tiersCode(
    "newlyListedTiers",
    daily.newlyListed,
    daily.newlyListed[0]?.clause ?? daily.clause,
    sights,
    spec,
  );
  const parts: Declaration[] = [
    constant("dailyReads", readsCode(product, formerTicks)),
    constant("dailyRound", roundingCode(daily.round), [spec.cite(daily.round.clause)]),
    ...sights.values(),
    ...groups.map(({ part }) => part),
    ...(daily.newlyListed.length > 0 ? [newly] : []),
    handing(
      "dailySettlement",
      ["input"],
      `The settlement price of every month on one day (${spec.where(daily.clause)}).`,
      call("settleDay", call("readDay", "input", "dailyReads"), ruleCode(daily, groups)),
    ),
  ];
  return { parts, trace: traceOf(product) };
}

function traceOf({ dailySettlement: daily, price, ticks }: Product): Section["trace"] {
  const tiers = [...tiersOf(daily), ...(daily.lastDay ? [daily.lastDay] : [])];
  return [
    { at: "#dailySettlement", clauses: clausesIn([daily, price, ticks]) },
    ...tiers.map((tier) => ({ at: `#dailySettlement/${tier.id}`, clauses: clausesIn(tier) })),
  ];
}

function readsCode(product: Product, formerTicks: boolean): Code {
  const fields = dailyFields(product.dailySettlement);
  const increment = (role: string): string | undefined => product.ticks.find((tick) => tick.role === role)?.increment;
  const settlement = product.dailySettlement.round.increment;
  const outright = increment("outright") ?? settlement;
  return object("DayReads", {
    month: texts(fields.month),
    dates: fields.dates.length > 0 ? texts(fields.dates) : undefined,
    spreads: flag(fields.spreads),
    lead: flag(fields.lead),
    time: flag(fields.time),
    indices: texts(fields.indices),
    determination: flag(fields.determination),
    signed: flag(product.price.signed),
    formerTicks: formerTicks ? flag(true) : undefined,
    ticks: object("DayTicks", {
      outright: number(outright),
      spread: number(increment("calendar-spread") ?? outright),
      settlement: number(settlement),
    }),
  });
}

type Group = { readonly name: string; readonly months: string; readonly round: Rounding | undefined };

function ruleCode(daily: DailySettlement, groups: readonly Group[]): Code {
  const { lastDay } = daily;
  return object("DailyRule", {
    groups: list(
      groups.map(({ name, months, round }) =>
        round === undefined
          ? object("MonthGroup", { months: text(months), tiers: name }, false)
          : object("MonthGroup", { months: text(months), tiers: name, round: roundingCode(round) }),
      ),
      groups.length > 1,
    ),
    newlyListed: daily.newlyListed.length > 0 ? "newlyListedTiers" : list([]),
    lastDay:
      lastDay &&
      object(
        "LastDay",
        { id: text(lastDay.id), text: text(oneLine(lastDay.text)), clause: text(lastDay.clause) },
        false,
      ),
    round: "dailyRound",
  });
}

function tiersCode(
  name: string,
  tiers: readonly Tier[],
  clause: string,
  sights: Map<string, Declaration>,
  spec: SpecText,
): Declaration {
  const lines = tiers.map((tier) => {
    const leaves = (leaf: Formula): Code => leafCode(leaf, sights);
    const code = object("Tier", {
      id: text(tier.id),
      text: text(oneLine(tier.text)),
      clause: text(tier.clause),
      when: tier.when && arrow("at", conditionCode(tier.when, leaves)),
      price: arrow("at", formulaCode(tier.price, leaves)),
    });
    return { comments: [spec.cite(tier.clause)], code };
  });
  return constant(name, commented(lines), [spec.cite(clause)]);
}

const OBSERVED = {
  implied: "impliedOf",
  vwap: "vwapOf",
  midpoint: "midpointOf",
  last: "lastOf",
  volume: "volumeOf",
  width: "widthOf",
  count: "countOf",
} as const;

function leafCode(leaf: Formula, sights: Map<string, Declaration>): Code {
  switch (leaf.op) {
    case "observe":
      return leaf.what === "bid" || leaf.what === "ask"
        ? call("sideOf", "at", sightNamed(leaf, sights), text(leaf.what))
        : call(OBSERVED[leaf.what], "at", sightNamed(leaf, sights));
    case "days":
      return call(
        "daysOf",
        "at",
        object("DayNamed", dayCode(leaf.start), false),
        object("DayNamed", dayCode(leaf.end), false),
      );
    case "previous-settlement":
      return call("previousOf", "at", text(leaf.month));
    case "settlement":
      return call(leaf.month === "lead" ? "settlementOfLead" : "settlementBefore", "at");
    case "change":
      return call("changeOf", "at", text(leaf.month));
    case "index":
      return call("indexToday", "at", text(leaf.index));
    case "determination": {
      const wanted = object("Wanted", { by: text(leaf.by), under: text(leaf.under) }, false);
      return call("determinedPrice", "at", wanted);
    }
    default:
      return notYet(`\`${leaf.op}\` in a daily settlement`, leaf.clause);
  }
}

const dayCode = ({ date, month }: Extract<Formula, { op: "days" }>["start"]): Record<string, Code> => ({
  date: text(date),
  month: text(month),
});

const SEEN = { trades: "trades", quotes: "quotes", "spread-trades": "calendar-spread trades" } as const;

/** The name of the constant that says what an observation looks at; it is written once for all tiers. */
function sightNamed({ of, month, against, window, clause }: Observe, sights: Map<string, Declaration>): string {
  if (window && window.kind !== "trailing") return notYet(`a window of ${window.kind} in a daily settlement`, clause);
  const whose = month === "lead" ? " of lead month" : "";
  const words = oneLine(window ? `${SEEN[of]}${whose} over ${window.text}` : `${SEEN[of]}${whose}`);
  const other = against === undefined || against === "lead" ? "" : `${against.replace(/-/g, " ")} `;
  const over = window ? `over ${window.text.replace(/:/g, " ")}` : "at settlement";
  const name = camelCase(`${month === "lead" ? "lead " : ""}${other}${of} ${over}`);
  const code = object("Sight", {
    of: text(of),
    month: text(month),
    against: against && text(against),
    milliseconds: window && count(window.milliseconds),
    before: window?.before === undefined ? undefined : count(window.before),
    text: text(words),
  });
  sights.set(name, constant(name, code));
  return name;
}

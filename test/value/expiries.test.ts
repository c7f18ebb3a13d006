import { test } from "uvu";
import * as assert from "uvu/assert";
import type { CalendarData } from "../../src/value/calendar.ts";
import { compileDateRule } from "../../src/value/date-rule-compile.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { NO_DAY, formatDay } from "../../src/value/day.ts";
import { parseMonth } from "../../src/value/month.ts";
import { EXPIRY_RULES } from "./expiry-rules.ts";
import { MARKET_CALENDARS } from "./market-calendars.ts";
import { sharedRows } from "./shared-data.ts";

const LISTED: readonly [id: string, file: string, from: number, to: number][] = [
  ["CHINA", "china_exchange_closures.csv", 2018, 2026],
  ["SINGAPORE", "singapore_exchange_closures.csv", 2018, 2026],
  ["MALAYSIA", "malaysia_exchange_closures.csv", 2018, 2026],
];

/** Calendars whose holidays the state proclaims day by day, from the shared lists. */
function listedCalendars(): readonly CalendarData[] {
  return LISTED.map(([id, file, from, to]) => ({
    kind: "rules",
    id,
    title: id,
    from,
    to,
    weekend: ["Sat", "Sun"],
    holidays: [
      {
        title: "Closed",
        days: { kind: "listed", days: (sharedRows(`holidays/${file}`) ?? []).map((row) => row["date"]!) },
        observed: [],
      },
    ],
    closed: [],
    opened: [],
    earlyCloses: [],
  }));
}

/** Rows a rule on another calendar would date otherwise; the rule's own words are about that calendar. */
const ON_OWN_CALENDAR = [
  // No PTAX is published on Carnival Monday and Tuesday: the published list counted US days only.
  "2017-03: published 2017-02-28, found 2017-02-24",
  "2022-03: published 2022-02-28, found 2022-02-25",
];

const product = { id: "X", period: "month", dates: [] } as const;

test("every published last trading day follows from its rule", () => {
  const rows = sharedRows("expiries/last_trading_days.csv");
  if (rows === undefined) return;
  const world = makeWorld({ calendars: [...MARKET_CALENDARS, ...listedCalendars()] });
  const compiled = new Map(
    Object.entries(EXPIRY_RULES).map(([id, { rule, on }]) => {
      const made = compileDateRule(rule, world, product, on);
      if (!made.ok) throw new Error(`${id}: ${JSON.stringify(made.problem)}`);
      return [id, made.value];
    }),
  );
  const different: string[] = [];
  for (const row of rows) {
    const rule = compiled.get(row["rule_id"]!);
    if (rule === undefined) throw new Error(`no rule ${row["rule_id"]}`);
    const month = parseMonth(row["contract_month"]!)!;
    const day = rule.day(month);
    const said = day === NO_DAY ? JSON.stringify(rule.resolve(month)) : formatDay(day);
    if (said !== row["last_trading_day"]) {
      different.push(
        `${row["rule_id"]} ${row["product"]} ${row["contract_month"]}: published ${row["last_trading_day"]}, found ${said}`,
      );
    }
  }
  assert.equal(different, []);
  assert.is(rows.length, 7_604);
  assert.is(compiled.size, 33);
});

test("on days the Brazilian central bank publishes, the real's last trading days differ in two Carnivals", () => {
  const rows = sharedRows("expiries/last_trading_days.csv")?.filter((row) => row["rule_id"] === "BRL_PTAX");
  if (rows === undefined) return;
  const rule = compileDateRule(
    EXPIRY_RULES["BRL_PTAX"]!.rule,
    makeWorld({ calendars: MARKET_CALENDARS }),
    product,
    "BRAZIL_US",
  );
  assert.ok(rule.ok);
  if (!rule.ok) return;
  const different = rows.flatMap((row) => {
    const found = formatDay(rule.value.day(parseMonth(row["contract_month"]!)!));
    const published = row["last_trading_day"]!;
    return found === published ? [] : [`${row["contract_month"]}: published ${published}, found ${found}`];
  });
  assert.equal(different, ON_OWN_CALENDAR);
});

test.run();

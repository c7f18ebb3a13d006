import { EXPIRY_RULES } from "./expiry-rules.ts";
import { MARKET_CALENDARS } from "./market-calendars.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { compileDateRule } from "../../src/value/date-rule-compile.ts";
const world = makeWorld({ calendars: MARKET_CALENDARS });
const NONE = { id: "X", period: "month", dates: [] } as const;
for (const id of process.argv.slice(2)) {
  const made = compileDateRule(EXPIRY_RULES[id]!.rule, world, NONE, EXPIRY_RULES[id]!.on);
  if (!made.ok) throw 1;
  for (let r = 0; r < 6; r++) {
    const t = process.hrtime.bigint();
    let x = 0;
    for (let i = 0; i < 1_000_000; i++) x += made.value.day(24012 + (i % 432));
    if (r > 3) console.log(id, Number(process.hrtime.bigint() - t) / 1e6, "ns each", x);
  }
}
import { firstDayOfMonth } from "../../src/value/month.ts";
import { weekdayOnOrAfter } from "../../src/value/day.ts";
import { rollDay } from "../../src/value/calendar-days.ts";
const c = world.calendar("US_EXCHANGE");
if (!c.ok) throw 1;
const cal = c.value;
for (let r = 0; r < 6; r++) {
  const t = process.hrtime.bigint();
  let x = 0;
  for (let i = 0; i < 1_000_000; i++) {
    x += rollDay(cal, weekdayOnOrAfter(firstDayOfMonth(24012 + (i % 432)), 5) + 14, "preceding", "preceding");
  }
  if (r > 3) console.log("hand", Number(process.hrtime.bigint() - t) / 1e6, "ns each", x);
}

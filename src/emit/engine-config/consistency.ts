import type { EngineConfig, Price, Sessions } from "../../model/generated/engine.ts";
import { parse, subtract, multiply, fromInteger } from "../../runtime/exact.ts";
import { parseDay } from "../../value/day.ts";
import { pointerTo } from "../json.ts";

type Problem = { readonly path: string; readonly message: string };

/** What a config of the right shape says that cannot all be true, each at the value to look at. */
export function inconsistencies(config: EngineConfig): Problem[] {
  return [
    ...datesOf(config, ""),
    ...priceProblems(config.price),
    ...scheduleProblems(config.sessions),
    ...monthProblems(config),
  ];
}

/** Days and instants that are of the right form and do not exist, such as 2027-02-30. */
function datesOf(value: unknown, at: string): Problem[] {
  if (typeof value === "string") {
    const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(value)?.[0];
    const clock = /T(\d{2}):(\d{2}):(\d{2})Z$/.exec(value);
    const unreal = (day !== undefined && parseDay(day) === undefined) || (clock !== null && !realClock(clock));
    return unreal ? [{ path: at, message: `${value} does not exist` }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => datesOf(item, pointerTo(at, key)));
}

function realClock([, hour, minute, second]: RegExpExecArray): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function priceProblems({ scale, priceUnit, ticks }: Price): Problem[] {
  const unit = scale === 0 ? "1" : `0.${"0".repeat(scale - 1)}1`;
  const problems: Problem[] = [];
  if (priceUnit !== unit)
    problems.push({ path: "/price/priceUnit", message: `must be ${unit} at a scale of ${scale}` });
  if (ticks.length === 0) problems.push({ path: "/price/ticks", message: "must have at least one tick" });
  ticks.forEach(({ increment, units }, i) => {
    const difference = subtract(parse(increment), multiply(fromInteger(units), parse(unit)));
    if (difference.n === 0n) return;
    problems.push({ path: `/price/ticks/${i}/units`, message: `${units} units of ${unit} are not ${increment}` });
  });
  return problems;
}

function scheduleProblems({ schedule }: Sessions): Problem[] {
  const problems: Problem[] = [];
  let closed = "";
  schedule.forEach(({ sessions, tradeDate }, i) => {
    const path = `/sessions/schedule/${i}`;
    const before = schedule[i - 1]?.tradeDate;
    if (before !== undefined && tradeDate <= before) {
      problems.push({ path: `${path}/tradeDate`, message: `${tradeDate} must be after ${before}` });
    }
    sessions.forEach(({ open, close }, j) => {
      if (close <= open)
        problems.push({ path: `${path}/sessions/${j}/close`, message: `${close} must be after ${open}` });
      if (open < closed)
        problems.push({ path: `${path}/sessions/${j}/open`, message: `${open} must not be before ${closed}` });
      closed = close;
    });
  });
  return problems;
}

function monthProblems({ months, sessions }: EngineConfig): Problem[] {
  const codes = new Map<string, number>();
  return months.flatMap(({ code, firstOpen, lastClose }, i) => {
    const path = `/months/${i}`;
    const problems: Problem[] = [];
    const twin = codes.get(code);
    if (twin !== undefined)
      problems.push({ path: `${path}/code`, message: `${code} is also the code of month ${twin}` });
    codes.set(code, i);
    if (lastClose.utc <= firstOpen) {
      problems.push({
        path: `${path}/lastClose/utc`,
        message: `${lastClose.utc} must be after the first open ${firstOpen}`,
      });
    }
    const end = sessions.schedule.at(-1)?.sessions.at(-1)?.close ?? "";
    if (lastClose.utc > end) {
      problems.push({ path: `${path}/lastClose/utc`, message: `${lastClose.utc} is past the end of the schedule` });
    }
    return problems;
  });
}

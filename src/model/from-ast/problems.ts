import { formatDay, sayDay } from "../../value/day.ts";
import type { DateProblem } from "../../value/date-rule-problem.ts";
import type { ListingProblem } from "../../value/listing.ts";
import { parsePeriod, sayMonth, sayPeriod } from "../../value/month.ts";
import type { SessionProblem } from "../../value/session.ts";
import { formatClock } from "../../value/zone-time.ts";

/** A period as a reader says it: `March 2027` for `2027-03`. */
function spoken(period: string): string {
  const found = parsePeriod(period);
  return found === undefined ? period : sayPeriod(found.kind, found.index);
}

/** Why a date, a listing or a session could not be worked out, as one clause that follows a colon. */
export function sayProblem(problem: DateProblem | ListingProblem | SessionProblem): string {
  switch (problem.kind) {
    case "unsure":
      return `the calendar ${problem.calendar} is sure from ${problem.from} to ${problem.to}, and the rule needs ${sayDay(problem.day)}`;
    case "calendar-unknown":
      return `there is no calendar ${problem.calendar}`;
    case "calendar-cycle":
      return `calendars lead back to one another: ${problem.path.join(" → ")}`;
    case "calendar-years":
      return {
        missing: `the calendar ${problem.calendar} has holidays and does not say for which years`,
        reversed: `the years of the calendar ${problem.calendar} run backwards`,
        "beyond-base": `the calendar ${problem.calendar} claims years its base is not sure about`,
        "no-common": `the calendars joined in ${problem.calendar} have no year in common`,
      }[problem.why];
    case "no-such-date":
      return `\`${problem.title}\` of the calendar ${problem.calendar} names ${problem.date}, which does not exist`;
    case "holiday-unknown":
      return `the calendar ${problem.calendar} leaves out \`${problem.title}\`, which ${problem.base} does not have`;
    case "holiday-years":
      return `\`${problem.title}\` of the calendar ${problem.calendar} begins in ${problem.from} and ends in ${problem.until}`;
    case "month-closed":
      return `the calendar ${problem.calendar} closes every day of ${sayMonth(problem.month)}`;
    case "reference-cycle":
      return `the rules refer to one another in a circle: ${problem.path.join(" → ")}`;
    case "date-unknown":
      return `${problem.product} has no date \`${problem.date}\``;
    case "product-unknown":
      return `there is no product ${problem.product}`;
    case "period-differs":
      return `${problem.product} is named by the ${problem.is}, and a ${problem.wanted} is needed`;
    case "calendar-missing":
      return `\`${problem.rule}\` counts business days and has no calendar`;
    case "rule-malformed":
      return `\`${problem.rule}\` means nothing: ${problem.why}`;
    case "no-such-day":
      return `${spoken(problem.period)} has no ${problem.rule.replace(" of contract period", "")}`;
    case "not-in-table":
      return `the source ${problem.source} has no row for ${spoken(problem.period)}`;
    case "table-unknown":
      return `the source ${problem.source} has no table of dates`;
    case "no-case-holds":
      return `none of its cases holds for ${spoken(problem.period)}`;
    case "no-nearest-period":
      return `no ${problem.product} month has its ${problem.date} on or after ${sayDay(problem.from)}`;
    case "interval-reversed":
      return `it would begin on ${sayDay(problem.from)} and end before, on ${sayDay(problem.to)}`;
    case "not-listed-yet":
      return `${spoken(problem.period)} of ${problem.product} is not listed yet`;
    case "beyond-four-digit-years":
      return `\`${problem.rule}\` leads past the year 9999`;
    case "listing-malformed":
      return problem.why;
    case "listing-empty":
      return {
        "no-months": `group ${problem.group + 1} of the listing has no months`,
        "no-weeks": `group ${problem.group + 1} of the listing names no week or day there is`,
        "all-excepted": `group ${problem.group + 1} of the listing leaves out every month it has`,
      }[problem.why];
    case "listing-twice":
      return `${problem.period} is listed twice`;
    case "listing-unbounded":
      return `group ${problem.group + 1} of the listing never fills`;
    case "listing-out-of-order":
      return `${problem.later} would expire before ${problem.earlier}`;
    case "expires-before-listed":
      return `${problem.period} would be listed on ${formatDay(problem.listed)} and has its last day on ${formatDay(problem.last)}`;
    case "zone-unknown":
      return `there is no time zone ${problem.zone}`;
    case "zone-unsure":
      return `the clock changes of ${problem.zone} are not known then`;
    case "clock-malformed":
      return `\`${problem.text}\` is no clock time`;
    case "time-skipped":
      return `${formatClock(problem.time)} on ${sayDay(problem.day)} does not exist in ${problem.zone}, where the clocks go forward`;
    case "time-repeated":
      return `${formatClock(problem.time)} on ${sayDay(problem.day)} comes twice in ${problem.zone}, where the clocks go back`;
    case "sessions-overlap":
      return `two sessions of the week overlap at ${problem.at}`;
    case "session-backwards":
      return `a session opens at ${problem.open} and closes before, at ${problem.close}`;
    case "break-outside-session":
      return `a break from ${problem.from} until ${problem.until} lies outside its session`;
    case "session-empty":
      return `the session of ${sayDay(problem.tradeDate)} would have no time at all`;
  }
}

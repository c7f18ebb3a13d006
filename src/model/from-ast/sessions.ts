import type { Field, Section } from "../../ast/nodes.ts";
import type { Moment } from "../../ast/time-nodes.ts";
import { contentOf, fieldOf, headOf, sectionOf } from "../../check/block.ts";
import { type Context, find, report } from "../../check/context.ts";
import type { SessionData } from "../../value/session.ts";
import { zoneTable } from "../../value/zone.ts";
import type { Sessions, TimeTerm } from "../model.ts";
import { sessionDataOf } from "../session-data.ts";
import { text } from "../../check/expression.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, plainWords, required, wordsOf } from "./builder.ts";
import { nameUnknown } from "./date-rule.ts";
import { sessionsInOrder } from "./session-order.ts";
import { plainTime, sessionParts, templateOf } from "./session-parts.ts";
import { clock } from "./windows.ts";

export type SessionTerms = { readonly term: Sessions; readonly data: SessionData };

/** The `sessions` block in its zone and on its calendar; undefined after a finding. */
export function sessionsOf(at: Lowering, dates: ReadonlySet<string>): SessionTerms | undefined {
  const { context } = at;
  const section = sectionOf(at.block, "sessions");
  if (section === undefined) return missing(at, "sessions", "it says when the contract trades");
  const zone = zoneOf(context, section, "`sessions`");
  const on = headOf(section, "head-on");
  if (on === undefined) report(context, "calendar-missing", section.keyword.span, { what: "`sessions`" });
  const calendar = on && find(context, on.name, "calendar")?.name;
  const field = required(at, "trade", "it says from when to when orders are matched", section.block);
  const trade = contentOf(field, "session-value")?.sessions;
  if (zone === undefined || calendar === undefined || trade === undefined || field === undefined) return undefined;
  const plain = trade.flatMap((one) => [one.from, one.until]).every((time) => plainTime(context, time, zone));
  if (!plain || !onlyModifiers(context, field.value?.modifiers ?? [])) return undefined;
  const clause = clauseOf(context, field);
  const templates = trade.map((one) => templateOf(one, clause));
  const plainly = sessionDataOf({ zone, calendar, trade: templates, text: "", clause });
  if (!sessionsInOrder(context, trade, plainly)) return undefined;
  const more = sessionParts(at, section, zone, templates);
  if (more === undefined) return undefined;
  const closing = fieldOf(section.block, "last-close");
  const lastClose = timeOf(at, closing, zone, dates);
  if (
    closing !== undefined &&
    lastClose !== undefined &&
    (lastClose.date !== "last-trading-day" || lastClose.earlyClose)
  ) {
    return report(context, "value-of-another-kind", closing.value?.span ?? closing.span, {
      field: "last-close",
      wanted: "a time of the last day, such as `on last-trading-day at 10:00`",
    });
  }
  const settlement = timeOf(at, fieldOf(section.block, "settlement"), zone, dates);
  const term: Sessions = {
    zone,
    calendar,
    trade: templates,
    ...more,
    ...(lastClose === undefined ? {} : { lastClose }),
    ...(settlement === undefined ? {} : { settlement }),
    text: wordsOf(field),
    clause: clauseOf(context, section),
  };
  return { term, data: sessionDataOf(term) };
}

/** The zone a section names by `in`, checked to exist; undefined after a finding. */
export function zoneOf(context: Context, section: Pick<Section, "head" | "keyword">, what: string): string | undefined {
  const zone = headOf(section, "head-zone")?.zone;
  if (zone === undefined) return report(context, "zone-missing", section.keyword.span, { what });
  return knownZone(context, zone);
}

export function knownZone(
  context: Context,
  zone: { readonly text: string; readonly span: Section["span"] },
): string | undefined {
  const table = zoneTable(zone.text, 2020, 2021);
  if (table.ok) return zone.text;
  const meant = table.problem.kind === "zone-unknown" ? table.problem.meant : undefined;
  return report(
    context,
    "zone-unknown",
    zone.span,
    { zone: zone.text },
    meant === undefined ? {} : { help: `did you mean \`${meant}\`?` },
  );
}

const TIME =
  "write one time, such as `at 14:30` or `daily 16:30`, and `, at early close when earlier` where it applies";

/** `at early close when earlier`. */
function earlierClose(moment: Moment): boolean {
  return (
    moment.edge === "early-close" &&
    moment.when?.text === "earlier" &&
    moment.at === undefined &&
    moment.on === undefined
  );
}

/** `at 14:30`, `daily 16:30`, `on last-trading-day at 10:00`: one time of the day and nothing else. */
function oneTime(moment: Moment): boolean {
  return (
    (moment.relation === undefined || moment.relation === "at") &&
    (moment.every === undefined || moment.every.text === "daily") &&
    moment.edge === undefined &&
    moment.when === undefined &&
    !moment.nextDay
  );
}

/** `at 14:30, at early close when earlier` · `on last-trading-day at 10:00` · `daily 16:30`. */
export function timeOf(
  at: Lowering,
  field: Field | undefined,
  zone: string,
  dates: ReadonlySet<string>,
): TimeTerm | undefined {
  const moments = contentOf(field, "moment-value")?.moments;
  if (field === undefined || moments === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? []))
    return undefined;
  const first: Moment | undefined = moments.find((one) => one.at !== undefined);
  const strange =
    moments.find((one) => one !== first && !earlierClose(one)) ?? (first && !oneTime(first) ? first : undefined);
  if (strange !== undefined && first !== undefined)
    return report(at.context, "phrase-not-here", strange.span, { found: plainWords(strange) }, { help: TIME });
  if (first?.at === undefined) {
    return report(at.context, "value-of-another-kind", field.span, {
      field: field.key.text,
      wanted: "a clock time, such as `at 14:30`",
    });
  }
  if (first.at.second !== 0)
    return report(at.context, "value-of-another-kind", first.at.span, {
      field: field.key.text,
      wanted: "a time in whole minutes",
    });
  const named = first.at.zone;
  const own = named === undefined ? zone : knownZone(at.context, named);
  if (own === undefined) return undefined;
  const on = first.on;
  let date: string | undefined;
  if (on !== undefined) {
    date = on.kind === "date-reference" && on.path.length === 1 ? on.path[0]?.text : undefined;
    if (date === undefined || !dates.has(date)) {
      return nameUnknown(at.context, on.span, date ?? text(on), [...dates]);
    }
  }
  return {
    text: wordsOf(field),
    at: clock(first.at),
    zone: own,
    ...(date === undefined ? {} : { date }),
    earlyClose: moments.some((one) => one.edge === "early-close"),
    clause: clauseOf(at.context, field),
  };
}

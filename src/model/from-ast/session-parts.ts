import type { Field, Section } from "../../ast/nodes.ts";
import type { Clock, SessionTemplate as Written } from "../../ast/time-nodes.ts";
import { contentOf, fieldOf } from "../../check/block.ts";
import { type Context, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { Sessions, SessionTemplate } from "../model.ts";
import { lieIn } from "../session-data.ts";
import { clauseOf, type Lowering, onlyModifiers, oneName } from "./builder.ts";
import { clock } from "./windows.ts";

const ISO = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** What a `sessions` block says besides when it trades. */
export type SessionParts = Pick<Sessions, "preOpen" | "halts" | "onHolidays" | "skippedTime" | "repeatedTime">;

/** `pre-open`, `halt`, `on-holidays`, `skipped-time` and `repeated-time`; undefined after a finding. */
export function sessionParts(
  at: Lowering,
  section: Section,
  zone: string,
  trade: readonly SessionTemplate[],
): SessionParts | undefined {
  const { context } = at;
  const before = context.diagnostics.length;
  const part = (key: string) => fieldOf(section.block, key);
  const preOpen = hoursOf(context, part("pre-open"), zone, (one, template) => {
    const day = template.days.find((on) => !trade.some((session) => begins(session, template, on)));
    if (day === undefined) return true;
    const why = `ends at ${text(one.until)}, and no session begins then on ${ISO[day - 1]}`;
    report(context, "session-part-outside", one.span, { part: "pre-open", why });
    return false;
  });
  const halts = hoursOf(context, part("halt"), zone, (one, template) => {
    const day = template.days.find(
      (on) => !trade.some((session) => session.days.some((opens) => lieIn(template, session, opens, on))),
    );
    if (day === undefined) return true;
    report(context, "session-part-outside", one.span, { part: "halt", why: `lies in no session on ${ISO[day - 1]}` });
    return false;
  });
  const onHolidays = wordOf(at, part("on-holidays"), ["next-business-day", "none"]);
  const skipped = wordOf(at, part("skipped-time"), ["earlier", "later", "at-change"]);
  const repeated = wordOf(at, part("repeated-time"), ["first", "last"]);
  if (context.diagnostics.length > before) return undefined;
  return {
    ...(preOpen === undefined ? {} : { preOpen }),
    ...(halts === undefined ? {} : { halts }),
    ...(onHolidays === undefined ? {} : { onHolidays }),
    ...(skipped === undefined ? {} : { skippedTime: skipped }),
    ...(repeated === undefined ? {} : { repeatedTime: repeated }),
  } as SessionParts;
}

/** The hours of a session as the model has them. */
export function templateOf(one: Written, clause: string): SessionTemplate {
  return {
    days: one.days.map((day) => ISO.indexOf(day) + 1),
    from: clock(one.from),
    until: clock(one.until),
    nextDay: one.nextDay,
    clause,
  };
}

function hoursOf(
  context: Context,
  field: Field | undefined,
  zone: string,
  fits: (one: Written, template: SessionTemplate) => boolean,
): SessionTemplate[] | undefined {
  const written = contentOf(field, "session-value")?.sessions;
  if (field === undefined || written === undefined) return undefined;
  const plain = written.flatMap((one) => [one.from, one.until]).every((time) => plainTime(context, time, zone));
  if (!plain || !onlyModifiers(context, field.value?.modifiers ?? [])) return undefined;
  const clause = clauseOf(context, field);
  return written.flatMap((one) => {
    const template = templateOf(one, clause);
    return fits(one, template) ? [template] : [];
  });
}

/** True when the session opens as the pre-open of day `on` ends. */
function begins(session: SessionTemplate, before: SessionTemplate, on: number): boolean {
  const day = before.nextDay ? (on % 7) + 1 : on;
  return session.days.includes(day) && session.from === before.until;
}

function wordOf(
  at: Lowering,
  field: Field | undefined,
  known: readonly string[],
): { value: string; clause: string } | undefined {
  const name = oneName(at.context, field, `one word: ${known.join(", ")}`);
  if (field === undefined || name === undefined) return undefined;
  onlyModifiers(at.context, field.value?.modifiers ?? []);
  if (known.includes(name.text)) return { value: name.text, clause: clauseOf(at.context, field) };
  return report(at.context, "word-unknown", name.span, {
    field: field.key.text,
    word: name.text,
    known: known.join(", "),
  });
}

/** True for a time in whole minutes and in the zone of its block, which is what sessions are made of. */
export function plainTime(context: Context, time: Clock, zone: string): boolean {
  if (time.second !== 0) {
    report(context, "value-of-another-kind", time.span, { field: "sessions", wanted: "times in whole minutes" });
    return false;
  }
  if (time.zone === undefined || time.zone.text === zone) return true;
  report(
    context,
    "phrase-not-here",
    time.span,
    { found: text(time) },
    { help: `write it as a time in ${zone}, the zone of this block` },
  );
  return false;
}

import type { Block } from "../../ast/nodes.ts";
import type { Clock } from "../../ast/time-nodes.ts";
import { contentOf, fieldOf, fieldsOf, sectionsOf } from "../../check/block.ts";
import { type Context, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { EarlyClose } from "../../value/calendar.ts";
import { holidayDays, observance, spanOf } from "./holiday-days.ts";
import { zoneOf } from "./sessions.ts";

/** The days of all `early-closes` blocks that end early, each with its time in its block's zone. */
export function earlyCloses(context: Context, block: Block | undefined): EarlyClose[] {
  const found: EarlyClose[] = [];
  for (const section of sectionsOf(block, "early-closes")) {
    const zone = zoneOf(context, section, "`early-closes`");
    if (zone === undefined) continue;
    const stated = fieldOf(section.block, "close");
    const [moment, ...more] = contentOf(stated, "moment-value")?.moments ?? [];
    const clock = moment !== undefined && more.length === 0 ? minuteOf(moment.at, zone) : undefined;
    if (stated?.value !== undefined && clock === undefined) {
      report(context, "value-of-another-kind", stated.value.span, {
        field: "close",
        wanted: `one time in whole minutes, in ${zone}, the zone of this block`,
      });
      continue;
    }
    if (
      clock === undefined &&
      stated === undefined &&
      fieldsOf(section.block).some((one) => contentOf(one, "holiday-value")?.at === undefined)
    ) {
      report(context, "field-missing", section.keyword.span, {
        what: "`early-closes`",
        field: "close",
        why: "an early close has a time",
      });
      continue;
    }
    for (const field of fieldsOf(section.block)) {
      const value = contentOf(field, "holiday-value");
      const days = value && holidayDays(context, value);
      const close = value?.at === undefined ? clock : minuteOf(value.at, zone);
      if (value?.at !== undefined && close === undefined)
        report(
          context,
          "phrase-not-here",
          value.at.span,
          { found: text(value.at) },
          {
            help: `write a time in whole minutes, in ${zone}, the zone of this block`,
          },
        );
      if (value !== undefined && days !== undefined && close !== undefined) {
        const observed = value.observed.flatMap((one) => observance(context, one));
        found.push({ title: field.key.text, days, ...spanOf(value), observed, close, zone });
      }
    }
  }
  return found;
}

/** `HH:MM` of a time in whole minutes and in `zone`. */
function minuteOf(time: Clock | undefined, zone: string): string | undefined {
  if (time === undefined || time.second !== 0 || (time.zone !== undefined && time.zone.text !== zone)) return undefined;
  return `${pad(time.hour)}:${pad(time.minute)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

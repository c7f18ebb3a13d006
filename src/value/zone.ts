import type { Outcome } from "./calendar.ts";
import type { ZoneProblem, ZoneTable } from "./zone-time.ts";
import { IANAZone, Settings } from "luxon";
import { answer, refuse } from "./calendar.ts";
import { dayOf } from "./day.ts";
import { DAY_MS } from "./zone-time.ts";

// Should luxon ever be handed a zone that does not exist, that is our bug and must be loud.
Settings.throwOnInvalid = true;

/**
 * The offsets of an IANA zone from 1 January of `from` to 31 December of `to`, a day of margin on both sides. The zone
 * must be spelt as the IANA database spells it; `UTC` is one.
 */
export function zoneTable(zone: string, from: number, to: number): Outcome<ZoneTable, ZoneProblem> {
  const meant = spelling(zone);
  if (meant === undefined) return refuse({ kind: "zone-unknown", zone });
  if (meant !== zone) return refuse({ kind: "zone-unknown", zone, meant });
  const start = (dayOf(from, 1, 1) - 1) * DAY_MS;
  const until = (dayOf(to, 12, 31) + 2) * DAY_MS;
  const iana = IANAZone.create(zone);
  // Offsets of the nineteenth century have seconds; luxon gives minutes with a fraction then.
  const offset = (instant: number): number => Math.round(iana.offset(instant) * 60) * 1000;
  const changes = [{ at: start, offset: offset(start) }];
  // No zone has ever changed its clocks twice within a day.
  for (let day = start; day < until; day += DAY_MS) {
    const before = changes.at(-1)!.offset;
    const after = offset(day + DAY_MS);
    if (after !== before) changes.push({ at: changeWithin(offset, day, day + DAY_MS, before), offset: after });
  }
  return answer({ zone, until, changes });
}

/** The instant, to the second, at which the offset stops being `before`. */
function changeWithin(offset: (instant: number) => number, low: number, high: number, before: number): number {
  let [same, other] = [low / 1000, high / 1000];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offset(middle * 1000) === before) same = middle;
    else other = middle;
  }
  return other * 1000;
}

/** How the database spells a zone, or undefined when it has none of this name. */
function spelling(zone: string): string | undefined {
  if (zone === "UTC") return zone;
  // Only Area/Place names: `EST` or `+05:00` are offsets, and offsets alone do not say when clocks change.
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(zone) || !IANAZone.isValidZone(zone)) return undefined;
  const lower = zone.toLowerCase();
  const listed = Intl.supportedValuesOf("timeZone").find((one) => one.toLowerCase() === lower);
  const resolved = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  if (listed !== undefined) return listed;
  if (resolved.toLowerCase() === lower) return resolved;
  // A link to another name (`Asia/Calcutta`): right as long as it is capitalised as the database does.
  return zone.split("/").every((part) => /^[A-Z]/.test(part)) ? zone : undefined;
}

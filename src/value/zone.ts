import type { Outcome } from "./calendar.ts";
import type { ZoneProblem, ZoneTable } from "./zone-time.ts";
import { answer, refuse } from "./calendar.ts";
import { dayOf } from "./day.ts";
import { changesBetween, offsetOf, zoneRecord, zoneSpelling } from "./zone-record.ts";
import { DAY_MS } from "./zone-time.ts";

/** Tables asked for before: they are plain data that nobody writes to, and each product asks for the same few. */
const made = new Map<string, Outcome<ZoneTable, ZoneProblem>>();

/**
 * The offsets of an IANA zone from 1 January of `from` to 31 December of `to`, a day of margin on both sides; nothing before 1970. The
 * zone must be spelt as the IANA database spells it; `UTC` is one. The data are shipped: they are the same on every machine.
 */
export function zoneTable(zone: string, from: number, to: number): Outcome<ZoneTable, ZoneProblem> {
  const key = `${zone} ${from} ${to}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const table = tableOf(zone, from, to);
  made.set(key, table);
  return table;
}

function tableOf(zone: string, from: number, to: number): Outcome<ZoneTable, ZoneProblem> {
  const until = (dayOf(to, 12, 31) + 2) * DAY_MS;
  // Before 1970 zones of today had clocks of their own in every town: nothing is known, and nothing is guessed.
  const start = (dayOf(Math.max(from, 1970), 1, 1) - 1) * DAY_MS;
  if (zone === "UTC") return answer({ zone, until, changes: [{ at: start, offset: 0 }] });
  const meant = zoneSpelling(zone);
  if (meant === undefined) return refuse({ kind: "zone-unknown", zone });
  if (meant !== zone) return refuse({ kind: "zone-unknown", zone, meant });
  const record = zoneRecord(zone);
  const changes = [{ at: start, offset: offsetOf(record, start) }, ...changesBetween(record, start, until)];
  return answer({ zone, until, changes });
}

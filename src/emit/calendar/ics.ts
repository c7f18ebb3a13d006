import type { CalendarEvent } from "./events.ts";
import { formatDay, parseDay } from "../../value/day.ts";

export type IcsHead = {
  readonly product: string;
  readonly title: string;
  readonly compiler: string;
  readonly asOf: string;
};

/**
 * The events as an iCalendar file (RFC 5545): a day or days as DATE values, an instant in UTC. The stamp is the day the
 * dates are of, as there is no clock; the same event keeps its UID.
 */
export function writeIcs({ product, title, compiler, asOf }: IcsHead, events: readonly CalendarEvent[]): string {
  const stamp = `${compact(asOf)}T000000Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//Tenor//${escaped(compiler)}//EN`,
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(`${product} ${title}`)}`,
    ...events.flatMap((event) => [
      "BEGIN:VEVENT",
      `UID:${event.id.replace("/", "-")}@${product.toLowerCase()}.tenor`,
      `DTSTAMP:${stamp}`,
      ...when(event),
      `SUMMARY:${escaped(`${event.code} ${event.name}${event.provisional === true ? " (provisional)" : ""}`)}`,
      ...(event.provisional === true ? ["STATUS:TENTATIVE"] : []),
      `DESCRIPTION:${escaped(`${event.why} [${event.clause}]`)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** DTEND of a whole-day event is the day after its last one (§3.6.1). */
function when({ date, until, at }: CalendarEvent): string[] {
  if (at !== undefined) return [`DTSTART:${compact(at.utc)}`];
  const last = parseDay(until ?? date);
  if (last === undefined) throw new Error(`${until ?? date} is no day`);
  return [`DTSTART;VALUE=DATE:${compact(date)}`, `DTEND;VALUE=DATE:${compact(formatDay(last + 1))}`];
}

function compact(text: string): string {
  return text.replace(/[-:]/g, "");
}

/** TEXT of §3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** The octets of one character in UTF-8 (RFC 3629). */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Content lines have at most 75 octets (§3.1); a longer one goes on after a line break and a space, no character split. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > 75) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}

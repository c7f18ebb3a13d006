import published from "ical.js";

/**
 * A calendar file as ical.js reads it, the parser of Thunderbird's calendar: another's reading of RFC 5545 and none of ours.
 */
export type ReadEvent = {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly status: string | undefined;
  readonly transparent: boolean;
  /** True where it is of whole days. */
  readonly wholeDays: boolean;
  /** `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm:ssZ` of a moment. */
  readonly start: string;
  /** As the start, not in the event any more; the start itself where the file states no end of a moment. */
  readonly end: string;
  /** The zone of the start: `UTC` for a moment, `floating` for a day. */
  readonly zone: string;
  readonly stamp: string;
};

/** Every event of a calendar file, with its name; throws where the published parser does. */
export function readPublished(text: string): {
  readonly name: unknown;
  readonly version: unknown;
  readonly maker: unknown;
  readonly events: readonly ReadEvent[];
} {
  const calendar = new published.Component(published.parse(text));
  if (calendar.name !== "vcalendar") throw new Error(`${calendar.name} is no calendar`);
  const inside = calendar.getAllSubcomponents();
  const events = calendar.getAllSubcomponents("vevent");
  if (inside.length !== events.length) throw new Error("the calendar holds more than events");
  return {
    name: calendar.getFirstPropertyValue("x-wr-calname"),
    version: calendar.getFirstPropertyValue("version"),
    maker: calendar.getFirstPropertyValue("prodid"),
    events: events.map((component) => {
      const { uid, summary, description, startDate, endDate } = new published.Event(component);
      return {
        uid,
        summary,
        description,
        status: component.getFirstPropertyValue("status")?.toString(),
        transparent: component.getFirstPropertyValue("transp") === "TRANSPARENT",
        wholeDays: startDate.isDate,
        start: startDate.toString(),
        end: endDate.toString(),
        zone: startDate.zone.tzid,
        stamp: String(component.getFirstPropertyValue("dtstamp")),
      };
    }),
  };
}

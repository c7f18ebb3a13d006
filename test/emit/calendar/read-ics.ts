/**
 * A reader of iCalendar (RFC 5545) for tests: content lines unfolded (§3.1), components nested (§3.6), parameters and TEXT undone (§3.2, §3.3.11),
 * DATE and UTC DATE-TIME as they stand. It shares nothing with what writes them, and throws at the first line that is not of the grammar.
 */
export type IcsEvent = Readonly<
  Record<string, { readonly value: string; readonly params: Readonly<Record<string, string>> }>
>;

export function readIcs(text: string): { readonly calendar: IcsEvent; readonly events: readonly IcsEvent[] } {
  if (!text.endsWith("\r\n")) throw new Error("the last line does not end");
  const lines = text
    .slice(0, -2)
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n");
  const events: IcsEvent[] = [];
  const calendar: Record<string, { value: string; params: Record<string, string> }> = {};
  let event: Record<string, { value: string; params: Record<string, string> }> | undefined;
  const open: string[] = [];
  for (const line of lines) {
    if (/[\r\n]/.test(line)) throw new Error(`a line break within ${line}`);
    const match = /^([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=(?:"[^"]*"|[^",:;]*))*):(.*)$/s.exec(line);
    if (match === null) throw new Error(`no content line: ${line}`);
    const [, name = "", given = "", raw = ""] = match;
    if (name === "BEGIN") {
      open.push(raw);
      if (raw === "VEVENT") event = {};
      continue;
    }
    if (name === "END") {
      if (open.pop() !== raw) throw new Error(`${raw} ends what it did not begin`);
      if (raw === "VEVENT" && event !== undefined) events.push(event);
      if (raw === "VEVENT") event = undefined;
      continue;
    }
    const params = Object.fromEntries(
      [...given.matchAll(/;([A-Z-]+)=("[^"]*"|[^",:;]*)/g)].map((one) => [
        one[1] ?? "",
        (one[2] ?? "").replace(/^"|"$/g, ""),
      ]),
    );
    const into = event ?? calendar;
    if (into[name] !== undefined) throw new Error(`${name} twice`);
    into[name] = { value: valueOf(name, raw, params), params };
  }
  if (open.length > 0) throw new Error(`${open.join(", ")} does not end`);
  for (const one of events)
    for (const needed of ["UID", "DTSTAMP", "DTSTART"])
      if (one[needed] === undefined) throw new Error(`an event has no ${needed}`);
  return { calendar, events };
}

function valueOf(name: string, raw: string, params: Readonly<Record<string, string>>): string {
  if (name.startsWith("DT")) {
    if (params["VALUE"] === "DATE") {
      const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})$/.exec(raw) ?? [];
      if (y === undefined) throw new Error(`${raw} is no DATE`);
      return `${y}-${m}-${d}`;
    }
    const [, y, m, d, h, min, s] = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(raw) ?? [];
    if (y === undefined) throw new Error(`${raw} is no DATE-TIME in UTC`);
    return `${y}-${m}-${d}T${h}:${min}:${s}Z`;
  }
  if (!["SUMMARY", "DESCRIPTION", "X-WR-CALNAME"].includes(name)) return raw;
  if (/(?<!\\)(?:\\\\)*[;,]/.test(raw.replace(/\\[;,nN\\]/g, "")))
    throw new Error(`${name} has a sign that is not escaped: ${raw}`);
  return raw.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign === "n" || sign === "N" ? "\n" : sign));
}

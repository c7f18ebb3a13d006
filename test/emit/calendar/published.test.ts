import * as fs from "node:fs";
import { DateTime } from "luxon";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeIcs } from "../../../src/emit/calendar/ics.ts";
import { compile } from "../../../src/index.ts";
import { formatDay, parseDay } from "../../../src/value/day.ts";
import { filesBelow, inProject } from "../../kit/files.ts";
import { fc } from "../../kit/property.ts";
import { readPublished } from "./published-reader.ts";

const compiled = compile(
  Object.fromEntries(
    filesBelow("specs", (file) => /\.(?:tenor|csv)$/.test(file) && !file.startsWith("specs/std/")).map((file) => [
      file.slice("specs/".length),
      fs.readFileSync(inProject(file), "utf8").replaceAll('"../std/', '"std/'),
    ]),
  ),
);
const files = new Map(compiled.files);
const calendars = [...files.keys()].filter((file) => file.endsWith("/calendar.ics"));

/** The rows of the table beside a calendar, as RFC 4180 has them, by the names of the columns. */
function rowsOf(file: string): Readonly<Record<string, string>>[] {
  const cells = [...(files.get(file) ?? "").matchAll(/("(?:[^"]|"")*"|[^,\n]*)([,\n])/g)];
  const rows: string[][] = [[]];
  for (const [, cell = "", end] of cells) {
    const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    // A spreadsheet shows what stands behind the apostrophe.
    rows.at(-1)?.push(text.replace(/^'(?=[=+\-@\t\r])/, ""));
    if (end === "\n") rows.push([]);
  }
  const [head = [], ...body] = rows.slice(0, -1);
  return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

test("a published parser reads every event of every shipped calendar as the table beside it says it", () => {
  let events = 0;
  let moments = 0;
  const uids = new Set<string>();
  for (const file of calendars) {
    const read = readPublished(files.get(file) ?? "");
    const rows = rowsOf(file.replace(/ics$/, "csv"));
    assert.is(read.events.length, rows.length, file);
    assert.is(read.version, "2.0");
    assert.match(String(read.maker), /^-\/\/Tenor\/\/\S+\/\/EN$/);
    for (const [at, row] of rows.entries()) {
      const found = read.events[at]!;
      const said = `${file}: ${row["id"]}`;
      const provisional = row["status"] === "provisional";
      assert.is(found.summary, `${row["code"]} ${row["event"]}${provisional ? " (provisional)" : ""}`, said);
      assert.is(found.description, `${row["why"]} [${row["clause"]}]`, said);
      assert.is(found.status, provisional ? "TENTATIVE" : undefined, said);
      assert.ok(found.transparent, said);
      assert.match(found.stamp, /^\d{4}-\d\d-\d\dT00:00:00Z$/);
      assert.is(found.wholeDays, row["utc"] === "", said);
      if (found.wholeDays) {
        assert.equal([found.start, found.zone], [row["date"], "floating"], said);
        // The end of a whole day is the day after it (RFC 5545 §3.6.1).
        assert.is(found.end, formatDay(parseDay(row["until"] || row["date"]!)! + 1), said);
      } else {
        moments++;
        assert.equal([found.start, found.zone, found.end], [row["utc"], "UTC", row["utc"]], said);
        const local = DateTime.fromISO(found.start, { zone: row["zone"]! });
        assert.is(local.toFormat("yyyy-MM-dd HH:mm:ss"), `${row["date"]} ${row["local"]}`, said);
      }
      assert.not.ok(uids.has(found.uid), `${found.uid} twice`);
      uids.add(found.uid);
      events++;
    }
  }
  assert.ok(calendars.length > 350 && events > 5000 && moments > 40, `${calendars.length} ${events} ${moments}`);
});

test("any text is read back as it was written, however long, and no line has more than 75 octets", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }).map((one) => one.replace(/\p{Cc}/gu, " "));
  const signs = fc.array(fc.constantFrom("\\", ";", ",", "\n", ":", '"', " ", "é", "€", "𝄞", "ab"), { maxLength: 150 });
  const words = fc.oneof(
    text,
    signs.map((one) => `x${one.join("")}x`),
  );
  fc.assert(
    fc.property(words, words, (name, why) => {
      const head = { product: "X", title: "One", compiler: "1.0", asOf: "2027-01-11" };
      const event = { id: "X/a", code: "X", period: "2027-01", name, date: "2027-01-29", why, clause: "X/a" };
      const written = writeIcs(head, [{ ...event, origins: [] }]);
      for (const line of written.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
      const read = readPublished(written);
      assert.is(read.name, "X One");
      assert.is(read.events[0]?.summary, `X ${name}`);
      assert.is(read.events[0]?.description, `${why} [X/a]`);
    }),
  );
});

test("the published parser refuses what is no calendar", () => {
  const file = files.get("GPH/calendar.ics") ?? "";
  assert.ok(readPublished(file).events.length > 100);
  assert.throws(() => readPublished(file.replace("END:VEVENT\r\n", "")));
  assert.throws(() => readPublished(file.replace("BEGIN:VCALENDAR", "BEGIN:VCARD")));
});

test.run();

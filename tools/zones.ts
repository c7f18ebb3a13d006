/**
 * Writes `src/value/zone-data.ts`: the clock changes of every zone of the IANA database as this Node knows it. `node --import tsx
 * tools/zones.ts NAMES` with a file of zone names, one a line, such as `find` prints of a system's zone folder. Run it when the database has
 * a new release; the same release gives the same bytes, and a test compares the file with the Node that runs it.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { changesOf, encodeZone, type ZoneChanges } from "./zone-changes.ts";
import { root } from "./files.ts";

const names = fs
  .readFileSync(process.argv[2] as string, "utf8")
  .split("\n")
  .filter((one) => /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(one) && known(one))
  .sort();

function known(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const canonical = (zone: string): string =>
  new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
// One record for all names of a zone, and one for all zones that have kept the same time since 1970.
const records = new Map<string, string[]>();
const seen = new Map<string, string>();
for (const name of [...new Set(names)]) {
  const one = canonical(name);
  let record = seen.get(one);
  if (record === undefined) {
    const changes: ZoneChanges = changesOf(one);
    record = encodeZone(changes);
    seen.set(one, record);
  }
  records.set(record, [...(records.get(record) ?? []), name]);
}
const lines = [...records].map(([record, all]) => `${all.join(" ")} = ${record}`).sort();
const text = `// Made by tools/zones.ts from release ${process.versions["tz"]} of the IANA time zone database: do not edit.

/** The release of the IANA time zone database the clock changes are of. */
export const ZONE_RELEASE = "${process.versions["tz"]}";

/**
 * One line for all zones that have kept the same time since 1970: their names, \`=\`, the offsets they have had, the changes up to the year
 * from which a yearly rule holds, and that rule. \`zone-record.ts\` reads it; all numbers are in base 36, offsets and times in half minutes.
 */
export const ZONE_LINES = \`
${lines.join("\n")}
\`;
`;
fs.writeFileSync(path.join(root, "src/value/zone-data.ts"), text);
console.log(`${lines.length} records of ${names.length} names, ${text.length} bytes`);

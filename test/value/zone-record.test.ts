import { IANAZone } from "luxon";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ZONE_LINES, ZONE_RELEASE } from "../../src/value/zone-data.ts";
import { zoneTable } from "../../src/value/zone.ts";
import { skip } from "../kit/files.ts";

const DAY = 86_400_000;
const names = ZONE_LINES.trim()
  .split("\n")
  .map((line) => line.split(" ")[0] as string);

test("every zone of the shipped data has the offsets of this Node's database, where both are of one release", () => {
  assert.ok(names.length > 250, `${names.length} zones`);
  if (process.versions["tz"] !== ZONE_RELEASE) {
    skip(
      `this Node has release ${process.versions["tz"]} of the zone database, and the shipped data are of ${ZONE_RELEASE}`,
    );
    return;
  }
  for (const zone of names) {
    const found = zoneTable(zone, 1970, 2099);
    if (!found.ok) throw new Error(zone);
    const iana = IANAZone.create(zone);
    const offset = (at: number): number => Math.round(iana.offset(at) * 60) * 1000;
    const { changes } = found.value;
    for (const [place, change] of changes.entries()) {
      // Every tenth change, both sides of it, and the middle of the time up to the next.
      if (place % 10 !== 3 && place < changes.length - 2) continue;
      const next = changes[place + 1]?.at ?? change.at + 100 * DAY;
      for (const at of [change.at, change.at + Math.floor((next - change.at) / 2), next - 1000])
        assert.is(offset(at), change.offset, `${zone} ${new Date(at).toISOString()}`);
    }
  }
});

test("nothing is known before 1970, and all of a zone's names are one record", () => {
  const early = zoneTable("Europe/London", 1950, 1971);
  assert.is(early.ok && early.value.changes[0]?.at, -DAY);
  const [calcutta, kolkata] = ["Asia/Calcutta", "Asia/Kolkata"].map((zone) => zoneTable(zone, 2000, 2001));
  assert.equal(calcutta?.ok && calcutta.value.changes, kolkata?.ok && kolkata.value.changes);
});

test.run();

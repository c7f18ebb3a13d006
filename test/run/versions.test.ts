import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { verify } from "../../src/cli/command/verify.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { keepEvidence } from "../../src/cli/evidence-file.ts";
import { settleFiles } from "../../src/cli/settlement-run.ts";
import { nodeHost } from "../../src/host/node.ts";
import { renderText } from "../../src/diagnostic/render-text.ts";
import type { SettlementDay } from "../../src/model/generated/settlement.ts";
import { evidenceText } from "../../src/run/evidence.ts";
import { reportDay } from "../../src/run/report.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";
import { BOOK, DATE, MARKET } from "./kit.ts";

/** A day on which contract months trade by different texts: each settles by its own, and reads the others as they settled by theirs. */
type Settled = Awaited<ReturnType<typeof settleFiles>>;

function project(amendments: string, asOf = DATE, change: (gph: string) => string = (text) => text) {
  const folder = tempFolder();
  fs.cpSync(inProject("specs"), path.join(folder, "specs"), { recursive: true });
  fs.cpSync(inProject(BOOK), path.join(folder, "book.json"));
  fs.cpSync(inProject(MARKET), path.join(folder, "market.json"));
  const gph = path.join(folder, "specs/gpu/gph.tenor");
  fs.writeFileSync(gph, change(fs.readFileSync(gph, "utf8")));
  fs.writeFileSync(path.join(folder, "specs/gpu/changes.tenor"), `import "gph.tenor"\n\n${amendments}`);
  const said: string[] = [];
  const environment = {
    host: nodeHost({ root: folder, library: libraryFolder(), cwd: folder }),
    cwd: folder,
    out: (text: string) => void said.push(text),
    error: (text: string) => void said.push(text),
  };
  const { code } = build(environment, ["specs/gpu/gph.tenor", "specs/gpu/changes.tenor"], { out: "out", asOf });
  assert.is(code, 0, said.join(""));
  const files = { out: "out", date: DATE, book: "book.json", market: "market.json", product: "GPH" };
  return { folder, environment, said, files };
}

async function settle(amendments: string, asOf?: string, change?: (gph: string) => string): Promise<Settled> {
  const { folder, files } = project(amendments, asOf, change);
  return settleFiles(folder, files);
}

function dayOf(outcome: Settled): SettlementDay {
  if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map((one) => one.message).join("\n"));
  return outcome.day;
}

const months = (day: SettlementDay) => day.products[0]?.months ?? [];
const prices = (day: SettlementDay) => new Map(months(day).map((one) => [one.month, one.settlement]));

const NONE = "";
/** From June on prices settle to whole cents, rounded down. */
const CENTS = `amendment CENTS to GPH effective 2027-02-01 for contract months from 2027-06 {
  daily-settlement { round: down to 0.01 }
}
`;
/** Up to March prices settle to whole cents: the lead month, which the others read, is among them. */
const LEAD = CENTS.replace("from 2027-06", "to 2027-03").replace("CENTS", "LEAD");

const plain = dayOf(await settle(NONE));

test("each month settles by the text it trades by, in the order of the months", async () => {
  const changed = dayOf(await settle(CENTS));
  const before = prices(plain);
  assert.equal([...prices(changed).keys()], [...before.keys()]);
  for (const { month, settlement, amendments } of months(changed)) {
    const own = before.get(month) ?? "";
    if (month < "2027-06") {
      assert.is(settlement, own);
      assert.is(amendments, undefined);
    } else {
      assert.match(settlement, /^\d+\.\d\d$/);
      assert.ok(Number(settlement) <= Number(own), `${month}: ${settlement} is no more than ${own}`);
      assert.equal(amendments, ["CENTS"]);
    }
  }
  // The first of them reads nearer months alone, which trade as before.
  assert.is(prices(changed).get("2027-06"), before.get("2027-06")?.slice(0, -2));
  assert.match(reportDay(changed), "(as amended by CENTS)");
  // What is paid follows the settlement of the month's own text.
  const payment = changed.products[0]?.payments.find((one) => one.month >= "2027-06");
  assert.is(payment?.settlement, prices(changed).get(payment?.month ?? ""));
});

test("a month reads the lead month as it settled by its own text", async () => {
  const changed = dayOf(await settle(LEAD));
  const lead = changed.products[0]?.lead ?? "";
  assert.is(lead, "2027-03");
  const [was, is] = [prices(plain).get(lead), prices(changed).get(lead)].map(Number) as [number, number];
  assert.is(is, Math.floor(was * 100) / 100);
  assert.ok(is < was);
  // June has quotes of its own. To a settlement tick, for averages over spreads are rounded once more.
  for (const { month, settlement } of months(changed).filter((one) => one.month > lead && one.month < "2027-06")) {
    const moved = Number(prices(plain).get(month)) - Number(settlement);
    assert.ok(Math.abs(moved - (was - is)) < 0.00011, `${month} moved by ${moved}, the lead month by ${was - is}`);
  }
  // The same as when the whole contract had changed, as far as the lead month goes.
  const whole = dayOf(await settle(LEAD.replace(" for contract months to 2027-03", "")));
  assert.is(prices(whole).get(lead), is.toFixed(2));
});

/** The spot month is settled before the lead month, which moves as it does. */
const spotFirst = (gph: string): string => {
  const groups = /    for lead month \{[\s\S]*?(?=    for other months)/;
  if (!groups.test(gph)) throw new Error("GPH settles in other groups");
  return gph.replace(
    groups,
    `    for spot month {
      first of {
        midpoint of quotes   when width <= 50 ticks
        previous settlement
      }
    }
    for lead month {
      first of {
        previous settlement + change of nearest month listed before
        previous settlement
      }
    }
`,
  );
};

test("a group that stands before the lead month is settled before it, with one text and with two", async () => {
  const one = dayOf(await settle(NONE, undefined, spotFirst));
  const lead = one.products[0]?.lead ?? "";
  const spot = months(one).find(({ month }) => month < lead);
  assert.ok(spot !== undefined && spot.settlement !== spot.previous, "the spot month moved");
  const own = months(one).find(({ month }) => month === lead);
  assert.ok(own !== undefined && own.settlement !== own.previous, "the lead month moved with it");
  const two = dayOf(await settle(CENTS, undefined, spotFirst));
  assert.equal(
    months(two).filter(({ month }) => month < "2027-06"),
    months(one).filter(({ month }) => month < "2027-06"),
  );
});

test("the evidence of such a day is verified", async () => {
  const { folder, environment, said, files } = project(CENTS + LEAD);
  const found = await settleFiles(folder, files);
  dayOf(found);
  if (found.kind === "refused") return;
  assert.is(keepEvidence(folder, "evidence.json", evidenceText(found.day, found.grounds)), undefined);
  const given = { evidence: "evidence.json", book: "book.json", market: "market.json" };
  const code = await verify(environment, "out", given);
  assert.is(code, 0, said.join(""));
});

test("a build of a day before an amendment settles none after it", async () => {
  const later = CENTS.replace("2027-02-01", DATE);
  const outcome = await settle(later, "2027-01-11");
  assert.is(outcome.kind, "refused");
  if (outcome.kind === "refused") golden("run/build-before-amendment.txt", renderText(outcome.diagnostics));
  // One for months that are not listed yet changes nothing of the day.
  const far = later.replace("from 2027-06", "from 2031-06");
  assert.is((await settle(far, "2027-01-11")).kind, "settled");
});

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import * as fs from "node:fs";
import { check } from "../../src/index.ts";
import { filesBelow, inProject } from "../kit/files.ts";

/** Which month of the future a month of options is on can be amended as every other term can. */
const specs = Object.fromEntries(
  filesBelow("specs", (file) => /\.(tenor|csv)$/.test(file) && !file.startsWith("specs/reference/")).map((file) => [
    file.slice("specs/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);
const amendment = (months: string, underlying: string) =>
  [
    'import "gpu/ogph.tenor"',
    'import "gpu/gph.tenor"',
    "",
    `amendment LATER to OGPH effective 2027-03-01${months} {`,
    `  underlying: ${underlying}`,
    "}",
    "",
  ].join("\n");

function checked(text: string, asOf?: string) {
  const { models, diagnostics } = check({ ...specs, "a.tenor": text }, asOf === undefined ? {} : { asOf });
  const own = diagnostics.filter((one) => one.span.source.path === "a.tenor");
  const series = models
    .filter((one) => one.root === "OGPH")
    .map(({ option }) => (option?.contracts ?? []).map((one) => `${one.month.code} on ${one.underlying.code}`));
  return { said: own.map((one) => `${one.code}: ${one.message}`), series };
}

const NEXT = "nearest GPH month with last-trading-day on or after 1st business day of 1 month after contract month";

test("an amended underlying holds from its day on", () => {
  const before = checked(amendment("", NEXT), "2027-02-26");
  const after = checked(amendment("", NEXT), "2027-03-01");
  assert.equal([...before.said, ...after.said], []);
  assert.ok(before.series[0]?.includes("OGPHM27 on GPHM27"), before.series[0]?.join());
  assert.ok(after.series[0]?.includes("OGPHM27 on GPHN27"), after.series[0]?.join());
});

test("an amended underlying may be for some contract months alone", () => {
  const { said, series } = checked(amendment(" for contract months from 2027-06", NEXT), "2027-03-01");
  assert.equal(said, []);
  assert.is(series.length, 2);
  assert.ok(series.flat().includes("OGPHK27 on GPHK27"), series.join());
  assert.ok(series.flat().includes("OGPHM27 on GPHN27"), series.join());
});

test("a reference price is no month of a future", () => {
  const { said } = checked(amendment("", "H100_RENTAL"));
  assert.equal(said, [
    "value-of-another-kind: `underlying` takes `nearest GPH month with last-trading-day on or after expiry`",
  ]);
});

test("a month of a future is no reference price", () => {
  const text = amendment("", NEXT).replace("to OGPH", "to GPH");
  assert.match(checked(text).said.join("\n"), /underlying/);
});

test.run();

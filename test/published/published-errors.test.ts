import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../src/index.ts";
import { inProject } from "../kit/files.ts";
import { reference } from "../specs/reference-kit.ts";
import { workedPrint } from "../kit/worked-index.ts";

/** Mistakes that stand in published specifications, each written down again as a spec: the compiler refuses it and shows the number, or computes another one. */
const shipped = Object.fromEntries(
  ["parts", "product"].map((name) => [
    `with/${name}.tenor`,
    fs.readFileSync(inProject(`test/bad/with/${name}.tenor`), "utf8"),
  ]),
);
const found = (text: string): string[] =>
  check({ "spec.tenor": `import "with/parts.tenor"\nimport "with/product.tenor"\n${text}`, ...shipped })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, message, help }) => `${code}: ${message} | ${help ?? ""}`);

const COIN = `import "std/calendars/common.tenor"
unit coin "one coin" measures coin
index COIN_RATE "A coin" in UTC on EVERY_DAY {
  administrator: GPUX
  price:         USD / coin
  publish:       daily 16:30
  inputs         { trades from [ALPHA, BETA] }
  value:         volume-weighted mean of price, round half-even to 0.01
  fallback       { determination by XDEX under "Rule 901" }
}`;
const future = (terms: string): string => `${COIN}
future BAD "A future" from GOOD {
  underlying: COIN_RATE
${terms}
  final-settlement { price: average of COIN_RATE over business days of contract month on US_EXCHANGE }
  daily-settlement { newly-listed: settlement of nearest month listed before, else COIN_RATE }
}`;

test("a tick of 0.10 on 0.01 coins is worth a tenth of a cent, not 10 dollars: the worth is derived, and not a whole cent", () => {
  const errors = found(
    future(
      "  size: 0.01 coin\n  price: USD / coin\n  tick { outright: 0.10; calendar-spread: 0.10; settlement: 0.10 }",
    ),
  );
  assert.ok(
    errors.some((one) => one.startsWith("tick-value-exact") && one.includes("0.001 USD")),
    errors.join("\n"),
  );
});

test("a tick of 10 on 0.01 coins is worth 10 cents, as the other page says: no finding on it", () => {
  const errors = found(
    future("  size: 0.01 coin\n  price: USD / coin\n  tick { outright: 10; calendar-spread: 10; settlement: 10 }"),
  );
  assert.not.ok(
    errors.some((one) => one.startsWith("tick")),
    errors.join("\n"),
  );
});

test("a hashrate contract quoted per coin and not per unit of hashrate is no money per contract", () => {
  const errors = found(
    `unit PH_s "a petahash a second" measures hashrate\n${future("  size: 30 PH_s\n  price: USD / coin\n  tick { outright: 0.25; calendar-spread: 0.25; settlement: 0.25 }")}`,
  );
  assert.ok(
    errors.some((one) => /^(?:price-times-size|unit-mismatch)/.test(one)),
    errors.join("\n"),
  );
});

test("a settlement step of 0.50 where the outright tick is 5 is off the exchange's own grid, and one of the two is refused", () => {
  const errors = found(
    future("  size: 0.01 coin\n  price: USD / coin\n  tick { outright: 0.50; calendar-spread: 5; settlement: 5 }"),
  );
  assert.ok(
    errors.some((one) => one.startsWith("tick-")),
    errors.join("\n"),
  );
});

test("weights of one half each cannot print 589,400 of 590,000 and 605,000", async () => {
  const rule = `  inputs { listings from [ALPHA, BETA] }
  members: provider in [ALPHA, BETA]
  for each provider { price: median of price }
  weights { ALPHA: 50%; BETA: 50% }
  value: weighted mean of providers, round half-even to 1`;
  const observations = [
    { source: "ALPHA", price: "590000" },
    { source: "BETA", price: "605000" },
  ];
  assert.is((await workedPrint(rule, { observations })).value, "597500");
});

test("weights that the sample would need are no weights of the whole", () => {
  const errors = found(`${COIN}
index SAMPLE "A sample" in UTC on EVERY_DAY {
  administrator: GPUX
  price: USD / coin
  publish: daily 17:00
  inputs { listings from [ALPHA, BETA] }
  members: provider in [ALPHA, BETA]
  for each provider { price: median of price }
  weights { ALPHA: 104%; BETA: 50% }
  value: weighted mean of providers, round half-even to 1
  fallback { determination by XDEX under "Rule 901" }
}`);
  assert.ok(
    errors.some((one) => one.includes("add up to 154%")),
    errors.join("\n"),
  );
});

test("Friday 29 December 2019, which was a Sunday: no session of that day could be the last, and the finding has its date", () => {
  const errors = found(`import "std/calendars/us.tenor"
future BAD "A future" from GOOD {
  dates on US_EXCHANGE {
    last-trading-day:     case { 2027-02-28 when contract month < 2027-03; last business day of contract month otherwise }
    final-settlement-day: 1 business day after last-trading-day
    spot-period:          from 1st business day of contract month to last-trading-day
    lead-month:           nearest month until 1st business day of it
  }
}`);
  // 28 February 2027 is a Sunday too, in a month that is listed.
  assert.ok(
    errors.some((one) => one.includes("2027-02-28")),
    errors.join("\n"),
  );
});

test("a rate whose rounding is left to another contract's is refused: each says its own", () => {
  const errors = found(COIN.replace(", round half-even to 0.01", ""));
  assert.ok(
    errors.some((one) => one.startsWith("rounding-missing")),
    errors.join("\n"),
  );
});

test("an expiry kept on Good Friday, one a day before the end of the month, and a holiday that was none: the rules say other days", () => {
  const date = (product: string, month: string): string => {
    const answer = reference.dateOf(product, month);
    return answer.kind === "date" ? answer.date : answer.why;
  };
  // A list has 29 March 2024, which was Good Friday; another 27 May 2022, the business day before the last of that month; a third takes 31 December 2021 for a holiday.
  assert.equal(
    [date("ICE_SG_BM", "2024-05"), date("CBOT_ZC_OPT", "2022-06"), date("CBOT_BCF", "2021-12")],
    ["2024-03-28", "2022-05-20", "2021-12-31"],
  );
});

test("releases that count 30, 50 and 100 platforms cannot all be right: a quorum above the sources that are named is refused with both numbers", () => {
  const counted = (quorum: number): string[] =>
    found(COIN.replace("fallback ", `quorum: ${quorum} sources\n  fallback `)).filter((one) =>
      one.startsWith("quorum"),
    );
  assert.equal(counted(2), []);
  const [finding = ""] = counted(3);
  assert.match(finding, /3 sources/);
  assert.match(finding, /2/);
});

test.run();

import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../../src/analysis.ts";
import { enginePriceLimits, priceScale } from "../../../src/emit/engine-config/price.ts";
import { engineOrders, engineParticipants } from "../../../src/emit/engine-config/terms.ts";
import { check } from "../../../src/index.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../../kit/files.ts";
import { fc } from "../../kit/property.ts";

const shared = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /(?:parts|product|schedule|inputs|supply).*\.(?:tenor|csv)$/.test(file)).map(
    (file) => [file.slice("test/bad/".length), fs.readFileSync(inProject(file), "utf8")],
  ),
);

/** The product that derives from a sound one with the blocks of `body`, and the codes of what is found. */
function read(body: string) {
  const text = `import "with/product.tenor"\n\nfuture CHILD "Another" from GOOD {\n  ${body}\n}\n`;
  const { models, diagnostics } = analyse(["child.tenor"], memoryReader({ ...shared, "child.tenor": text }));
  return { product: models[0]?.product, codes: diagnostics.map((one) => one.code) };
}

const BAND = "band: [7%, 13%] of previous settlement, round half-away to tick.outright";
const limits = (more: string) => read(`price-limits { ${BAND}; ${more} }`);
const OVER = "over last 60 minutes, halt 2 minutes, round down to tick.outright";

/** Whole steps of a distance by hand, rounded down: the second reading of the rule in the engine config. */
const down = (price: bigint, n: bigint, d: bigint, step: bigint): bigint => ((price * n) / (d * step)) * step;

test("a dynamic band is a whole-number rule whose worked case is what its words say, for any share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1299 }), (hundredths) => {
      const { product, codes } = limits(`dynamic: ${hundredths / 100}% of previous settlement, ${OVER}`);
      assert.equal(codes, []);
      assert.ok(product?.priceLimits);
      const scale = priceScale(product);
      const { dynamic } = enginePriceLimits(product.priceLimits, scale);
      assert.ok(dynamic);
      const { previousSettlement, lowest, highest, lower, upper } = dynamic.example;
      const width = down(BigInt(previousSettlement), BigInt(hundredths), 10_000n, BigInt(dynamic.increment));
      assert.is(BigInt(upper), BigInt(lowest) + width);
      assert.is(BigInt(lower), BigInt(highest) - width);
      assert.is(dynamic.lookBackMilliseconds, 3_600_000);
      assert.is(dynamic.haltMilliseconds, 120_000);
    }),
    { numRuns: 25 },
  );
});

test("published cases: 3.5% of 5,812.25 down to a quarter is 203.25, 35 cents widen to 55 in steps of 5 cents", () => {
  // In hundredths, 581,225 and a step of 25; the engine's rule is price x numerator / (denominator x step), rounded.
  assert.is(down(581_225n, 35n, 1000n, 25n), 20_325n);
  const { product } = limits("expand: to 150% of band after settlement at limit, round up to tick.outright");
  assert.ok(product?.priceLimits);
  const { expand } = enginePriceLimits(product.priceLimits, priceScale(product));
  assert.ok(expand);
  assert.equal([expand.example.distance, expand.example.expanded], [35 * expand.increment, 53 * expand.increment]);
  assert.equal([expand.distance.numerator, expand.distance.denominator], [3, 2 * expand.increment]);
  // Seven steps of 5 cents times 3/2 are ten and a half, up to eleven.
  assert.is(Math.ceil((7 * expand.distance.numerator) / 2) * 5, 55);
});

test("a reset says how long and how often; of all three each clause is needed and stands once", () => {
  const { product, codes } = limits("reset: after 90 seconds at limit, at most 3 times in session");
  assert.equal(codes, []);
  assert.equal(product?.priceLimits?.reset, {
    afterMilliseconds: 90_000,
    times: 3,
    text: "after 90 seconds at limit, at most 3 times in session",
    clause: "CHILD/price-limits/reset",
  });
  const refused: readonly (readonly [string, string])[] = [
    ["reset: after 90 seconds at limit", "value-of-another-kind"],
    ["reset: after 0 seconds at limit, at most 3 times in session", "number-out-of-range"],
    ["reset: after 2 minutes at limit, after 3 minutes at limit, at most 3 times in session", "field-twice"],
    ["dynamic: 3% of previous settlement, round down to tick.outright", "value-of-another-kind"],
    [`dynamic: 3% of previous settlement, over last 60 minutes`, "rounding-missing"],
    [`dynamic: 0% of previous settlement, ${OVER}`, "not-above-zero"],
    [`dynamic: 13% of previous settlement, ${OVER}`, "levels-out-of-order"],
    [`dynamic: 3% of last trade, ${OVER}`, "phrase-not-here"],
    [
      "dynamic: 3% of previous settlement, over last 60 minutes, round toward previous settlement to tick.outright",
      "value-of-another-kind",
    ],
    ["expand: to 90% of band after settlement at limit, round up to tick.outright", "levels-out-of-order"],
  ];
  for (const [line, code] of refused) assert.equal(limits(line).codes, [code], line);
});

test("reasonability, the kill switch and session actions reach the engine with their clauses", () => {
  const { product, codes } = read(
    'orders { reasonability: within 50 ticks of last trade; kill-switch: participant, exchange, under "Rule 519"; session-actions: keep at halt, cancel at close }',
  );
  assert.equal(codes, []);
  assert.ok(product?.orders);
  const { reasonability, killSwitch, actions } = engineOrders(product.orders);
  assert.is(reasonability?.ticks, 50);
  assert.equal(killSwitch, {
    values: ["participant", "exchange"],
    under: "Rule 519",
    clause: "CHILD/orders/kill-switch",
  });
  assert.equal(actions?.values, [
    { at: "halt", orders: "keep" },
    { at: "close", orders: "cancel" },
  ]);
  const refused: readonly (readonly [string, string])[] = [
    ["reasonability: within 0 ticks of last trade", "number-out-of-range"],
    ["reasonability: within 5% of last trade", "phrase-not-here"],
    ["kill-switch: participant, participant", "field-twice"],
    ["session-actions: keep at halt, cancel at halt", "field-twice"],
    ["session-actions: shout at halt", "phrase-not-here"],
  ];
  for (const [line, code] of refused) assert.equal(read(`orders { ${line} }`).codes, [code], line);
});

test("classes, duties and hooks of participants are read whole, and each is refused where it says something else", () => {
  const { product, codes } = read(
    "participants { eligible-contract-participant: allowed in [US, GB]; custody: segregated; market-makers: at least 2, two-sided, spread at most 10 ticks, size at least 25 contracts, 85% of session }",
  );
  assert.equal(codes, []);
  assert.ok(product);
  const [eligible, custody, makers] = engineParticipants(product).filter(({ clause }) => clause.startsWith("CHILD"));
  assert.equal(eligible?.allowedIn, ["US", "GB"]);
  assert.is(custody?.custody, "segregated");
  assert.equal(makers?.obligation, { makers: 2, twoSided: true, spreadTicks: 10, contracts: 25, share: "0.85" });
  const refused: readonly (readonly [string, string])[] = [
    ["custody: somewhere", "phrase-not-here"],
    ["aml: everywhere", "value-of-another-kind"],
    ["market-makers: 120% of session", "number-out-of-range"],
    ["market-makers: at least 2.5", "number-out-of-range"],
    ["market-makers: allowed in [US]", "phrase-not-here"],
  ];
  for (const [line, code] of refused) assert.equal(read(`participants { ${line} }`).codes, [code], line);
});

test("leverage is bounded by the margin asked for, through margins of margins, and a cap that is met exactly holds", () => {
  const asked = (margin: string, most: string): readonly string[] => {
    const body = `  margin { ${margin} }\n  participants { retail: leverage at most ${most} to 1 }`;
    const text = `import "with/product.tenor"\n\nfuture CHILD "Another" from GOOD {\n${body}\n}\n`;
    return check({ ...shared, "child.tenor": text }).diagnostics.map((one) => one.code);
  };
  assert.equal(asked("maintenance: 20%, proposed; initial: 100% of maintenance", "5"), []);
  assert.equal(asked("maintenance: 20%, proposed", "4.5"), ["leverage-within-cap"]);
  assert.equal(asked("maintenance: 10%, proposed; initial: 200% of maintenance", "5"), []);
  assert.equal(asked("maintenance: 10%, proposed; initial: 199% of maintenance", "5"), ["leverage-within-cap"]);
  // Nothing is divided by a cap of nothing: the cap is what is wrong.
  assert.equal(asked("maintenance: 20%, proposed", "0"), ["not-above-zero"]);
});

test.run();

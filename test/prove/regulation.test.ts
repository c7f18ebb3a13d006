import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { regulationEntries } from "../../src/diagnostic/catalogue/regulation.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderOne } from "../../src/diagnostic/render-text.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { Host } from "../../src/host/host.ts";
import { placeOf } from "../../src/host/failure.ts";
import type { Index, Option, Perpetual, Product, Spread } from "../../src/model/model.ts";
import { analyse } from "../../src/pipeline.ts";
import { holdAgainst } from "../../src/prove/regulation/hold.ts";
import { type Contract, REGIMES, type Regulated, shortfallsOf } from "../../src/prove/regulation/rule.ts";
import { regulationRules } from "../../src/prove/regulation/rules.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { filesBelow, golden, inProject, root } from "../kit/files.ts";

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const analysis = analyse(["specs/gpu/gph.tenor", "specs/gpu/mgph.tenor", "specs/tokens/itk.tenor"], hostReader(host));
const others = analyse(
  ["specs/gpu/ogph.tenor", "specs/gpu/gph-calendar.tenor", "specs/gpu/gph-perpetual.tenor"],
  hostReader(host),
);
const gph = analysis.models.find(({ root: id }) => id === "GPH");
const product = gph?.product as Product;
const underlying = gph?.indices.find(({ id }) => id === product.underlying.index) as Index;
const good: Regulated = { product, underlying };
const limits = product.limits as NonNullable<Product["limits"]>;

/** The project as it is but for one text. */
const editedHost = (path: string, text: string): Host => ({
  ...host,
  readText: (one) => (one === path ? { kind: "text", path, text } : host.readText(one)),
});

const ofProduct = (change: Partial<Record<keyof Product, unknown>>): Regulated => ({
  product: { ...product, ...change } as Product,
  underlying,
});
const ofLimits = (change: object): Regulated => ofProduct({ limits: { ...limits, ...change } });
const ofIndex = (change: Partial<Record<keyof Index, unknown>>): Regulated => ({
  product,
  underlying: { ...underlying, ...change } as Index,
});
const levels = (keep: (one: (typeof limits.levels)[number]) => boolean): Regulated =>
  ofLimits({ levels: limits.levels.filter(keep) });
const classed = (scheme: string, value: string | undefined): Regulated =>
  ofProduct({
    classification: product.classification.flatMap((one) =>
      one.scheme !== scheme ? [one] : value === undefined ? [] : [{ ...one, value }],
    ),
  });

const of = <T>(pick: (model: (typeof others.models)[number]) => T | undefined): T =>
  others.models.flatMap((model) => pick(model) ?? [])[0] as T;
const option: Option = of((model) => model.option);
const spread: Spread = of((model) => model.spread);
const perpetual: Perpetual = of((model) => model.perpetual);
const ofOption = (change: Partial<Record<keyof Option, unknown>>): Regulated<Option> => ({
  product: { ...option, ...change } as Option,
  underlying: undefined,
});
const month = product.contracts[0] as Product["contracts"][number];

/** The future with a delivery of nothing in particular, inspected and with both failures. */
function delivered(change: object): Regulated {
  const clause = product.finalSettlement.clause;
  const failure = (side: string) => ({ kind: "share", side, share: "0.1", text: "10%", clause });
  const delivery = {
    inspection: { by: "buyer", days: 2, unit: "business", text: "by buyer within 2 business days", clause },
    failures: [failure("seller"), failure("buyer")],
    ...change,
  };
  return ofProduct({ finalSettlement: { ...product.finalSettlement, method: "delivery", delivery } });
}

/** Contracts of other kinds that meet a rule which concerns none of the futures. */
const goods: Readonly<Record<string, Regulated<Contract>>> = {
  "option-tick-within-future": ofOption({}),
  "option-exercised-automatically": ofOption({}),
  "option-counts-with-future": ofOption({}),
  "option-cfi-agrees": ofOption({}),
  "strategy-is-no-instrument": { product: spread, underlying: undefined },
  "perpetual-permitted": {
    product: { ...perpetual, status: { ...perpetual.status, value: "permitted" } },
    underlying: undefined,
  },
  "premium-of-perpetual-bounded": { product: perpetual, underlying: undefined },
  "delivery-inspected": delivered({}),
  "delivery-failure-stated": delivered({}),
};

/** For every rule a contract that falls short of it. */
const bad: Readonly<Record<string, Regulated<Contract>>> = {
  "order-size-bounded": ofProduct({ orders: { ...product.orders, max: undefined } }),
  "last-trade-before-fixing": ofProduct({
    contracts: [{ ...month, lastClose: { ...month.lastClose, utc: "2027-02-26T16:30:00Z" } }],
  }),
  "terms-explained": ofProduct({ narrative: product.narrative.map((one) => ({ ...one, citations: [] })) }),
  "commodity-cfi": classed("cfi", "FFICSX"),
  "accountability-where-delivered": ofProduct({
    finalSettlement: { ...product.finalSettlement, method: "delivery" },
    limits: { ...limits, levels: limits.levels.filter(({ type }) => type === "limit") },
  }),
  "isin-sound": ofProduct({
    classification: [{ scheme: "isin", value: "US0378331006", because: "assigned", clause: product.clause }],
  }),
  "option-tick-within-future": ofOption({ futureTick: { ...option.futureTick, increment: "0.000001" } }),
  "option-exercised-automatically": ofOption({ exercise: { ...option.exercise, automatic: undefined } }),
  "option-counts-with-future": ofOption({ limits: { ...option.limits, aggregate: [] } }),
  "option-cfi-agrees": ofOption({ style: { ...option.style, value: "european" } }),
  "strategy-is-no-instrument": {
    product: {
      ...spread,
      classification: [{ scheme: "cfi", value: "FCSCSX", because: "as its legs", clause: spread.clause }],
    },
    underlying: undefined,
  },
  "perpetual-permitted": { product: perpetual, underlying: undefined },
  "premium-of-perpetual-bounded": {
    product: {
      ...perpetual,
      mark: { ...perpetual.mark, of: [{ op: "read", what: "last", clause: perpetual.mark.clause }] },
    },
    underlying: undefined,
  },
  "publication-timed": ofIndex({ publish: undefined }),
  "method-versioned": ofIndex({ version: undefined }),
  "delivery-inspected": delivered({ inspection: undefined }),
  "delivery-failure-stated": delivered({ failures: [] }),
  "months-within-licence": ofIndex({
    licence: { text: "until 2027-03-01", until: "2027-03-01", clause: underlying.clause },
  }),
  "licence-stated": ofIndex({ licence: undefined }),
  "spot-limit-of-physical-commodity": levels(({ scope }) => scope !== "spot-month"),
  "status-stated": classed("cea", undefined),
  "spot-limit-within-quarter": ofLimits({
    basis: { ...limits.basis, share: "3/10" },
  }),
  "limit-methodology": ofLimits({ basis: undefined }),
  "levels-outside-spot-month": levels(({ scope }) => scope !== "all-months"),
  "spot-month-defined": ofProduct({ intervals: [] }),
  "aggregation-at-tenth": ofLimits({ aggregation: { under: "Rule 559", share: "0.2", clause: limits.clause } }),
  "exemptions-applied-for": ofLimits({ exemptions: [{ name: "spread", clause: limits.clause }] }),
  "reportable-level": ofLimits({ reportable: { contracts: 26, clause: limits.clause } }),
  "referenced-contract-answered": ofLimits({ referenced: undefined }),
  "outliers-removed": ofIndex({ screens: [], steps: [] }),
  "index-fallback": ofIndex({ fallback: underlying.fallback.filter(({ kind }) => kind !== "determination") }),
  "administrator-apart": ofIndex({ administrator: underlying.inputs[0]?.from[0] }),
  "halts-stated": ofProduct({ priceLimits: undefined }),
  "no-cancellation-range": ofProduct({ orders: { ...product.orders, noCancellation: undefined } }),
  "block-trades-stated": ofProduct({ orders: { ...product.orders, block: undefined } }),
  "margin-proposed": ofProduct({ margin: product.margin.map((one) => ({ ...one, proposed: false })) }),
  "principles-answered": ofIndex({ governance: underlying.governance.slice(1) }),
  "data-sufficiency": ofIndex({ quorum: [], governance: [] }),
  "hierarchy-of-data": ofIndex({ fallback: [] }),
  "administrator-named": ofIndex({ administrator: undefined }),
  "c10-of-services": ofProduct({ finalSettlement: { ...product.finalSettlement, method: "delivery" } }),
  "cfi-agrees": classed("cfi", "FCSPSX"),
  "names-fit-rts23": ofIndex({ id: "H100_RENTAL_INDEX_OF_NORTH_AMERICA" }),
  "position-management": ofLimits({ levels: [] }),
  "venue-sets-controls": ofLimits({ aggregation: undefined }),
};

test("the shipped contracts that are filed meet every rule of every regime", () => {
  assert.equal(analysis.diagnostics, []);
  for (const model of analysis.models)
    assert.equal(
      holdAgainst(model, REGIMES, analysis.place).map(({ message }) => message),
      [],
      model.root,
    );
});

for (const rule of regulationRules) {
  test(`${rule.regime}/${rule.name}: the good contract meets it and the bad one does not`, () => {
    assert.equal(shortfallsOf(rule, goods[rule.name] ?? good), []);
    const found = shortfallsOf(rule, bad[rule.name] as Regulated<Contract>);
    assert.ok(found.length > 0, "nothing was found");
    for (const { clause, problem } of found) {
      assert.ok(analysis.place(clause) !== undefined || /^O?GPH/.test(clause), clause);
      assert.not.match(problem, /\.$|undefined/);
    }
  });
}

for (const [written, share] of [
  ["30% of SUPPLY.lowest-month / size", "0.3"],
  ["SUPPLY.lowest-month / 3 / size", "1/3"],
  ["SUPPLY.lowest-month / size", "1"],
  ["SUPPLY.lowest-month / 4 / size", undefined],
  ["20% * SUPPLY.lowest-month / size + 5% of SUPPLY.lowest-month / size", undefined],
  ["20% * SUPPLY.lowest-month / size + 6% of SUPPLY.lowest-month / size", "0.26"],
  ["5_000 contracts", undefined],
] as const) {
  test(`a basis of \`${written}\` takes ${share ?? "no more than a quarter"}`, () => {
    const spec = fs.readFileSync(inProject("specs/gpu/gph.tenor"), "utf8");
    const [basis] = /25% of SUPPLY\.lowest-month \/ size, round down to 1 contract/.exec(spec) as RegExpExecArray;
    const edited = editedHost("specs/gpu/gph.tenor", spec.replace(basis, `${written}, round down to 1 contract`));
    const found = analyse(["specs/gpu/gph.tenor"], hostReader(edited));
    const model = found.models.find(({ root: id }) => id === "GPH");
    assert.equal(
      found.diagnostics
        .filter(({ severity, code }) => severity === "error" && code !== "regulation-unmet")
        .map(({ message }) => message),
      [],
    );
    assert.equal(
      holdAgainst(model as never, REGIMES, found.place).map(({ message }) => message),
      share === undefined
        ? []
        : [`the basis takes ${share} of what it rests on, more than a quarter (spot-limit-within-quarter)`],
    );
  });
}

test("a number of ISO 6166 is known by its check digit", () => {
  const rule = regulationRules.find(({ name }) => name === "isin-sound");
  const found = (value: string) =>
    shortfallsOf(
      rule as never,
      ofProduct({ classification: [{ scheme: "isin", value, because: "assigned", clause: product.clause }] }),
    ).length;
  assert.equal(
    ["US0378331005", "US0373831005", "AU0000XVGZA3", "AU0000XVGZA4", "us0378331005"].map(found),
    [0, 1, 0, 1, 1],
  );
});

test("rules of margins, orders and indices concern options, spreads and perpetuals too", () => {
  const named = (kind: keyof (typeof regulationRules)[number]) =>
    regulationRules.filter((one) => one[kind] !== undefined).map(({ name }) => name);
  assert.ok(named("option").includes("margin-proposed") && named("spread").includes("order-size-bounded"));
  assert.ok(named("perpetual").includes("outliers-removed") && !named("spread").includes("outliers-removed"));
});

test("every rule has a file and a bad contract of its name, a provision and a way to mend it", () => {
  assert.equal(Object.keys(bad).sort(), regulationRules.map(({ name }) => name).sort());
  const files = filesBelow("src/prove/regulation", (file) => /regulation\/[a-z]+\/[a-z0-9-]+\.ts$/.test(file));
  assert.equal(
    files.sort(),
    regulationRules.map(({ regime, name }) => `src/prove/regulation/${regime}/${name}.ts`).sort(),
  );
  for (const { name, citation, mend, why } of regulationRules)
    for (const text of [citation, mend, why]) assert.ok(text.length > 8, name);
});

test("a finding names the rule, its provision and whether that was read again", () => {
  const found = holdAgainst({ ...gph, product: bad["limit-methodology"]?.product } as never, ["cftc"], analysis.place);
  const outliers = holdAgainst(
    { ...gph, indices: [bad["outliers-removed"]?.underlying] } as never,
    ["cftc"],
    analysis.place,
  );
  const regime = diagnostic("usage-regime-unknown", placeOf("--regime"), { found: "ctfc", known: REGIMES.join(", ") });
  golden("run/regulation.txt", [...found, ...outliers, regime].map((one) => renderOne(one)).join("\n"));
  assert.equal(Object.keys(regulationEntries), ["regulation-unmet", "usage-regime-unknown"]);
});

test.run();

import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFile } from "../../src/ast/parse.ts";
import { type AnyNode, walk } from "../../src/ast/walk.ts";
import { makeSource } from "../../src/text/source.ts";
import { inProject } from "../kit/files.ts";
import { bare, clean, content, declared, field, section, value, written } from "../kit/parsed.ts";

const folder = inProject("test/good/language");
const names = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith(".tenor"))
  .sort();

function load(name: string) {
  return clean(fs.readFileSync(`${folder}/${name}`, "utf8"));
}

test("every example of the language is there", () => assert.ok(names.length >= 10, String(names.length)));

for (const name of names) {
  test(`${name}: no finding, and every node stands inside its parent`, () => {
    const source = makeSource(name, fs.readFileSync(`${folder}/${name}`, "utf8"));
    const { file, diagnostics } = parseFile(source);
    assert.equal(
      diagnostics.map((one) => `${one.span.start}: ${one.message}`),
      [],
    );
    let nodes = 0;
    walk(file, (node: AnyNode, ancestors) => {
      nodes++;
      assert.ok(
        node.span.start >= 0 && node.span.start <= node.span.end && node.span.end <= source.text.length,
        node.kind,
      );
      assert.is(node.span.source, source);
      const parent = ancestors[ancestors.length - 1];
      if (parent === undefined || node.kind === "doc" || node.kind === "comment") return;
      assert.ok(
        node.span.start >= parent.span.start && node.span.end <= parent.span.end,
        `${node.kind} leaves ${parent.kind} at ${node.span.start}`,
      );
    });
    assert.ok(nodes > 10);
  });
}

test("comments and texts above are kept where they stand", () => {
  const file = load("3-flagship.tenor");
  const raw = file.source.text.match(/(?<![:/])\/\/(?!\/)[^\n]*/g) ?? [];
  assert.equal(
    file.comments.map((one) => one.text),
    raw,
  );
  const [doc] = declared(file, "GPH").docs;
  assert.match(doc?.text ?? "", /^Providers of rented accelerators .*\nthe price today \[H100-METHOD\]\.$/);
  assert.equal(
    doc?.citations.map((one) => [one.text, written(one)]),
    [["H100-METHOD", "H100-METHOD"]],
  );
});

test("the flagship's terms are what a reader takes them for", () => {
  const file = load("3-flagship.tenor");
  assert.equal(
    file.imports.map((one) => one.path.value),
    ["std/calendars/us.tenor", "../indices/h100-rental.tenor", "../venue.tenor", "sources.tenor"],
  );
  const gph = declared(file, "GPH");
  assert.is(gph.title?.value, "H100 GPU-Hour Futures");
  const size = content(gph.block, "size", "expr-value").expr;
  assert.ok(size.kind === "quantity" && size.number.text === "1000" && size.unit.kind === "of");
  assert.is(written(size), "1_000 GPU_hour of H100_SXM");
  const price = content(gph.block, "price", "expr-value").expr;
  assert.ok(price.kind === "binary" && price.operator === "/" && price.right.kind === "of");

  const dates = section(gph.block, "dates");
  assert.equal(
    dates.head.map((one) => one.kind),
    ["head-on"],
  );
  const last = content(dates.block, "last-trading-day", "date-value").date;
  assert.equal(bare(last), {
    kind: "nth-day",
    ordinal: { count: 1, fromEnd: true },
    day: "business",
    of: { kind: "contract-period", unit: "month" },
  });
  const spot = content(dates.block, "spot-period", "interval-value").interval;
  assert.ok(spot.inclusive && spot.from.kind === "nth-day" && spot.to.kind === "date-reference");
  const lead = content(dates.block, "lead-month", "period-value").period;
  assert.ok(
    lead.kind === "nearest-period" && lead.until?.kind === "nth-day" && lead.until.of.kind === "period-reference",
  );

  const trade = content(section(gph.block, "sessions").block, "trade", "session-value").sessions[0];
  assert.equal(trade?.days, ["Sun", "Mon", "Tue", "Wed", "Thu"]);
  assert.is(trade?.nextDay, true);
  const settlement = content(section(gph.block, "sessions").block, "settlement", "moment-value").moments;
  assert.equal(
    settlement.map((one) => [one.at?.hour, one.edge, one.when?.text]),
    [
      [14, undefined, undefined],
      [undefined, "early-close", "earlier"],
    ],
  );

  const cycle = content(section(gph.block, "listing").block, "months", "cycle-value").groups;
  assert.equal(
    cycle.map((one) => [one.joined, one.pattern, one.months.map((month) => month.text).join(" ")]),
    [
      ["first", "consecutive", ""],
      ["then", "months", "Mar Jun Sep Dec"],
    ],
  );
});

test("the waterfall of the flagship keeps its order and its conditions", () => {
  const daily = section(declared(load("3-flagship.tenor"), "GPH").block, "daily-settlement");
  const groups = daily.block.items.filter((one) => one.kind === "section");
  assert.equal(
    groups.map((one) =>
      one.head.map((clause) =>
        clause.kind === "head-words" ? clause.words.map((word) => word.text).join(" ") : clause.kind,
      ),
    ),
    [["lead month"], ["other months", "nearest first"]],
  );
  const [line] = groups[0]?.block.items ?? [];
  assert.ok(line?.kind === "statement" && line.value.content.kind === "first-of-value");
  const arms = line.value.content.arms;
  assert.equal(
    arms.map((arm) => [arm.value.content.kind, arm.when?.kind, written(arm.value)]),
    [
      ["expr-value", "comparison", "vwap of trades over last 2 minutes"],
      ["expr-value", "comparison", "midpoint of quotes"],
      ["expr-value", undefined, "previous settlement"],
    ],
  );
  const vwap = arms[0]?.value.content;
  assert.ok(vwap?.kind === "expr-value" && vwap.expr.kind === "over" && vwap.expr.window.kind === "trailing-window");
  const [spread] = groups[1]?.block.items ?? [];
  assert.ok(spread?.kind === "statement" && spread.value.content.kind === "first-of-value");
  const difference = spread.value.content.arms[0]?.value.content;
  assert.ok(difference?.kind === "expr-value" && difference.expr.kind === "binary" && difference.expr.operator === "-");
  assert.is(difference.expr.right.kind, "over");
  const first = content(daily.block, "newly-listed", "first-of-value");
  assert.equal(
    first.arms.map((arm) => written(arm)),
    ["settlement of nearest month listed before", "H100_RENTAL"],
  );
  const round = content(daily.block, "round", "rounding-value").rounding;
  assert.equal(
    [round.mode.text, round.to && written(round.to), round.toward && written(round.toward)],
    ["nearest", "tick.settlement", "previous settlement"],
  );
});

test("limits, halts and clauses of the flagship", () => {
  const gph = declared(load("3-flagship.tenor"), "GPH").block;
  const limits = section(gph, "limits").block;
  const spot = content(limits, "spot-month", "dated-value").steps;
  assert.equal(
    spot.map((step) => [written(step.value), step.from?.edge, step.from?.on?.kind]),
    [
      ["2_000 contracts", "open", "edge"],
      ["1_000 contracts", "close", "offset"],
    ],
  );
  const single = content(limits, "single-month", "expr-value").expr;
  assert.ok(single.kind === "of" && written(single.left) === "accountability" && single.right.kind === "quantity");
  const basis = value(limits, "basis");
  assert.equal(
    basis.modifiers.map((one) => one.kind),
    ["round"],
  );
  const expr = content(limits, "basis", "expr-value").expr;
  assert.ok(expr.kind === "binary" && expr.operator === "/" && expr.left.kind === "of");
  const halts = content(section(gph, "price-limits").block, "halt", "halts-value").halts;
  assert.equal(
    halts.map((one) => [one.duration === "stop" ? "stop" : written(one.duration), written(one.at)]),
    [
      ["2 minutes", "7%"],
      ["2 minutes", "13%"],
      ["stop", "20%"],
    ],
  );
  const retail = content(section(gph, "participants").block, "retail", "clauses-value").clauses;
  assert.equal(
    retail.map((one) => one.parts.map((part) => written(part))),
    [
      ["allowed", "in", "[US]"],
      ["leverage", "at most", "5", "to", "1"],
      ["suitability", "under", '"Rule 512"'],
    ],
  );
  const cea = value(section(gph, "classification").block, "cea");
  assert.ok(cea.modifiers[0]?.kind === "because" && cea.modifiers[0].text.value.startsWith("capacity"));
});

test("the index: inputs, screens, fallback, governance", () => {
  const block = declared(load("6-index.tenor"), "H100_RENTAL").block;
  const lines = (keyword: string) =>
    section(block, keyword).block.items.flatMap((one) => (one.kind === "statement" ? [one.value.content] : []));
  const [trades] = lines("inputs");
  assert.ok(trades?.kind === "inputs" && trades.what.text === "trades" && trades.from.length === 4);
  const screens = lines("screen").map((one) =>
    one.kind === "screen" ? [one.action, one.subject.text, one.when?.kind, one.excess] : [],
  );
  assert.equal(screens, [
    ["drop", "trade", "deviation", undefined],
    ["drop", "source", "deviation", undefined],
    ["cap", "source", undefined, "pro-rata-until-none-exceeds"],
  ]);
  const tiers = lines("fallback").map((one) =>
    one.kind === "tier"
      ? [one.price.kind, one.inPlaceOf?.text, one.atMost && written(one.atMost), one.when && written(one.when)]
      : [],
  );
  assert.equal(tiers, [
    ["reference", "trades", undefined, "quorum fails"],
    ["words", undefined, "2 publications", undefined],
    ["binary", undefined, undefined, undefined],
    ["determination", undefined, undefined, undefined],
  ]);
  const window = content(block, "window", "window-value").window;
  assert.ok(window.kind === "clock-window" && window.parts === 12);
  const restate = content(block, "restate", "moment-value").moments;
  assert.equal(
    restate.map((one) => one.relation),
    ["until", "never-after"],
  );
  const governance = section(block, "governance").block;
  assert.is(content(governance, "principle-1", "text-value").text.value, "…");
  assert.is(value(governance, "principle-2").modifiers[0]?.kind, "because");
});

test("inputs by attribute, conditions without a left side, weighted means", () => {
  const basket = declared(load("6-basket.tenor"), "BASKET").block;
  const [line] = section(basket, "inputs").block.items;
  assert.ok(line?.kind === "statement" && line.value.content.kind === "inputs");
  const where = line.value.content.when;
  assert.ok(where?.kind === "logical" && where.operator === "and" && where.operands.length === 2);
  const [kind] = where.operands;
  assert.ok(
    kind?.kind === "comparison" &&
      kind.operator === "=" &&
      kind.right.kind === "text" &&
      kind.right.value === "on-demand",
  );
  const each = basket?.items.filter((one) => one.kind === "section" && one.keyword.text === "for")[1];
  assert.ok(each?.kind === "section");
  const price = content(each.block, "price", "tier");
  assert.ok(price.price.kind === "over" && price.price.window.kind === "named-window");
  assert.ok(price.when?.kind === "comparison" && price.when.operator === ">=" && price.when.left.kind === "reference");
  assert.is(written(price.when.left), "");
  const mean = content(basket, "value", "expr-value").expr;
  assert.ok(mean.kind === "note" && mean.word === "by");
});

test("settlement that reads other contracts of the exchange", () => {
  const slope = section(declared(load("6-basket.tenor"), "SLOPE").block, "final-settlement").block;
  const [arm] = content(slope, "price", "first-of-value").arms;
  const expr = arm?.value.content;
  assert.ok(expr?.kind === "expr-value" && expr.expr.kind === "binary" && expr.expr.right.kind === "of");
  const days = expr.expr.right.right;
  assert.ok(days.kind === "date-operand" && days.of.kind === "interval" && !days.of.inclusive);
  assert.ok(days.of.from.kind === "date-reference" && days.of.from.index?.kind === "number");
});

test("values by date, condition and availability, wherever a value stands", () => {
  const power = declared(load("4-values.tenor"), "POWER").block;
  const tick = section(power, "tick").block;
  assert.is(content(tick, "outright", "dated-value").steps.length, 2);
  const spread = content(tick, "calendar-spread", "case-value").arms;
  assert.equal(
    spread.map((arm) => [arm.otherwise, arm.when?.kind]),
    [
      [false, "comparison"],
      [true, undefined],
    ],
  );
  const inner = content(tick, "settlement", "expr-value").expr;
  assert.ok(inner.kind === "binary" && inner.right.kind === "case");
  assert.is(value(tick, "settlement").modifiers[0]?.kind, "because");
  assert.is(content(tick, "block", "first-of-value").arms.length, 2);
  const profile = declared(load("4-values.tenor"), "COMPUTE_PROFILE").block;
  assert.is(field(profile, "tick-value").value?.modifiers[0]?.kind, "exact-to");
});

test("dates: the reading of an offset follows its parentheses", () => {
  const dates = section(declared(load("5-dates.tenor"), "DATES").block, "dates").block;
  const date = (key: string) => content(dates, key, "date-value").date;
  const offset = date("offset");
  assert.ok(offset.kind === "offset" && offset.of.kind === "adjustment");
  const moved = date("moved");
  assert.ok(moved.kind === "adjustment" && moved.of.kind === "offset");
  assert.equal(bare(date("last-nth")), {
    kind: "nth-day",
    ordinal: { count: 3, fromEnd: true },
    day: "business",
    of: { kind: "contract-period", unit: "month" },
  });
  const excepted = date("excepted");
  assert.ok(
    excepted.kind === "unless" && excepted.is.length === 2 && excepted.is.every((one) => one.kind === "offset"),
  );
  assert.equal(bare(date("holy")), {
    kind: "offset",
    count: 2,
    unit: "calendar",
    side: "before",
    of: { kind: "easter" },
  });
  const chosen = date("chosen");
  assert.ok(chosen.kind === "date-case" && chosen.arms[0]?.when?.kind === "comparison");
  assert.equal(
    value(dates, "column").modifiers.map((one) => written(one)),
    ["provisional until announced"],
  );
  const period = content(
    section(declared(load("5-dates.tenor"), "DATES").block, "listing").block,
    "months",
    "cycle-value",
  ).groups;
  assert.equal(
    period.map((one) => [one.joined, one.pattern]),
    [
      ["first", "exact"],
      ["and", "exact"],
      ["and", "consecutive"],
      ["then", "months"],
    ],
  );
});

test("heads: years, joins, amendments, funding", () => {
  const calendars = load("5-calendar.tenor");
  const us = declared(calendars, "US_EXCHANGE");
  assert.ok(us.head[0]?.kind === "head-years" && us.head[0].first === 2000 && us.head[0].last === 2037);
  const joined = declared(calendars, "LON_US").equals;
  assert.ok(joined?.kind === "logical" && joined.operator === "and");
  const amendment = declared(load("8-amendment.tenor"), "GPH_LIMITS");
  assert.equal(
    amendment.head.map((one) => one.kind),
    ["head-to", "head-effective", "head-months"],
  );
  const funding = section(declared(load("7-products.tenor"), "GPHP").block, "funding");
  assert.ok(funding.head[0]?.kind === "head-every" && funding.head[0].from?.at?.zone?.text === "UTC");
  const steps = declared(load("7-products.tenor"), "GPHK").block?.items.flatMap((one) =>
    one.kind === "let" ? [[one.what, one.name.text]] : [],
  );
  assert.equal(steps, [
    ["observe", "P"],
    ["event", "KO"],
  ]);
});

test.run();

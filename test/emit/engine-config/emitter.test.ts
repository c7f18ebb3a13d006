import { test } from "uvu";
import * as assert from "uvu/assert";
import { configEmitter } from "../../../src/emit/engine-config/emitter.ts";
import type { ContractModel, Product } from "../../../src/model/model.ts";
import engineValidate from "../../../src/model/generated/engine.validate.js";
import instrumentsValidate from "../../../src/model/generated/instruments.validate.js";
import { golden } from "../../kit/files.ts";
import { leaves } from "../../kit/leaves.ts";
import { sampleGph, sampleItk } from "../../kit/sample-model.ts";

const samples = [sampleGph, sampleItk];

function emitted(model: ContractModel, path: string): string {
  return configEmitter.emit(model).artifacts.find((one) => one.path === path)!.content;
}

const engineOf = (model: ContractModel) => {
  const json: unknown = JSON.parse(emitted(model, "engine.json"));
  assert.ok(engineValidate(json), JSON.stringify(engineValidate.errors));
  return json;
};

const gphWith = (change: Partial<Product>): ContractModel => ({
  ...sampleGph,
  product: { ...sampleGph.product!, ...change },
});

for (const model of samples) {
  const { id } = model.product!;

  test(`${id}: both files are of their schemas and as they were read and approved`, () => {
    for (const path of ["engine.json", "instruments.json"]) golden(`engine-config/${id}/${path}`, emitted(model, path));
    engineOf(model);
    const listed: unknown = JSON.parse(emitted(model, "instruments.json"));
    assert.ok(instrumentsValidate(listed), JSON.stringify(instrumentsValidate.errors));
  });

  test(`${id}: the same model gives the same bytes, whatever the order of its calendars and clauses`, () => {
    const shuffled = {
      ...model,
      calendars: model.calendars.toReversed(),
      clauses: model.clauses.toReversed(),
      organisations: model.organisations.toReversed(),
    };
    assert.equal(configEmitter.emit(structuredClone(model)), configEmitter.emit(model));
    assert.is(emitted(shuffled, "engine.json"), emitted(model, "engine.json"));
  });

  test(`${id}: every term of both files is traced to clauses of the spec, and every trace to a value`, () => {
    const { artifacts, trace } = configEmitter.emit(model);
    const known = new Set(model.clauses.map((clause) => clause.id));
    for (const { path, content } of artifacts) {
      const json: unknown = JSON.parse(content);
      const entries = new Map(trace.filter(({ file }) => file === path).map((entry) => [entry.at, entry.clauses]));
      const untraced = leaves(json).filter(({ at }) => !around(at).some((pointer) => entries.has(pointer)));
      assert.equal(
        untraced.map(({ at }) => at),
        ["/format", "/compiler", "/asOf"],
      );
      for (const [at, clauses] of entries) {
        assert.ok(
          clauses.length > 0 && clauses.every((clause) => known.has(clause)),
          `${path}${at}: ${clauses.join()}`,
        );
        assert.is.not(valueAt(json, at), undefined, `${path} has no ${at}`);
      }
    }
  });
}

/** The pointer itself and those of the lists and objects around it. */
function around(at: string): string[] {
  const cut = at.lastIndexOf("/");
  return cut < 0 ? [] : [at, ...around(at.slice(0, cut))];
}

function valueAt(json: unknown, at: string): unknown {
  const keys = at.split("/").slice(1);
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], json);
}

const engineTrace = new Map(
  configEmitter
    .emit(sampleGph)
    .trace.filter(({ file }) => file === "engine.json")
    .map(({ at, clauses }) => [at, clauses]),
);
const clausesOf = (at: string) => engineTrace.get(at);

test("a derived value is traced to all it is made of", () => {
  assert.equal(clausesOf("/price/ticks/0/increment"), ["GPH/tick/outright"]);
  assert.equal(clausesOf("/price/ticks/0/value/amount"), ["GPH/tick/outright", "GPH/size", "GPH/price", "GPH/tick"]);
  assert.equal(clausesOf("/months/0/dates/1/date"), [
    "GPH/dates/final-settlement-day",
    "GPH/contract",
    "GPH/dates/last-trading-day",
    "US_EXCHANGE",
  ]);
  assert.ok(clausesOf("/months/0/limits/0/from")!.includes("GPH/dates/last-trading-day"));
  assert.ok(clausesOf("/limits/basis/contracts")!.includes("SUPPLY/lowest-month"));
  assert.ok(clausesOf("/sessions/schedule")!.includes("GPH/sessions/trade"));
});

const gph = sampleGph.product!;

const halved = { increment: "0.00005" };
const changes: readonly (readonly [clause: string, leastChanged: number, change: Partial<Product>])[] = [
  [
    "GPH/sessions/trade",
    100,
    {
      sessions: {
        ...gph.sessions,
        trade: gph.sessions.trade.map((session) => ({ ...session, until: "15:00:00" })),
      },
    },
  ],
  [
    "GPH/tick/settlement",
    10,
    {
      ticks: gph.ticks.map((tick) =>
        tick.role === "settlement"
          ? { ...tick, ...halved, decimals: 5, value: { amount: "0.05", currency: "USD" } }
          : tick,
      ),
      dailySettlement: { ...gph.dailySettlement, round: { ...gph.dailySettlement.round, ...halved } },
      finalSettlement: { ...gph.finalSettlement, round: { ...gph.finalSettlement.round, ...halved } },
    },
  ],
  ["GPH/orders/max", 1, { orders: { ...gph.orders!, max: { contracts: 400, clause: "GPH/orders/max" } } }],
  ["US_EXCHANGE", 1, {}],
];

for (const [clause, least, change] of changes) {
  test(`a change of ${clause} changes only values that are traced to it`, () => {
    const calendars = sampleGph.calendars.map((calendar) =>
      clause === calendar.id
        ? { ...calendar, closed: [...calendar.closed, { date: "2027-02-03", title: "Day of mourning" }] }
        : calendar,
    );
    const model = { ...gphWith(change), calendars };
    const before = new Map(leaves(JSON.parse(emitted(sampleGph, "engine.json"))).map(({ at, value }) => [at, value]));
    const after = new Map(leaves(JSON.parse(emitted(model, "engine.json"))).map(({ at, value }) => [at, value]));
    const all = [...new Set([...before.keys(), ...after.keys()])];
    const changed = all.filter((at) => before.get(at) !== after.get(at));
    assert.ok(changed.length >= least, `${changed.length} values changed`);
    for (const at of changed) {
      const stated = around(at)
        .map(clausesOf)
        .find((found) => found !== undefined);
      assert.ok(stated?.includes(clause), `${at} changed and states ${stated?.join()}`);
    }
  });
}

test("prices are whole price units at the finest scale any tick or rounding needs", () => {
  const { price } = engineOf(sampleGph);
  assert.is(price.scale, 4);
  assert.is(price.priceUnit, "0.0001");
  assert.equal(
    price.ticks.map(({ units }) => units),
    [10, 5, 1],
  );
  const round = { ...sampleGph.product!.finalSettlement.round, increment: "0.00002" };
  const finer = engineOf(gphWith({ finalSettlement: { ...sampleGph.product!.finalSettlement, round } }));
  assert.is(finer.price.priceUnit, "0.00001");
  assert.is(finer.settlement.final.tick, 2);
  assert.equal(
    finer.price.ticks.map(({ units }) => units),
    [100, 50, 10],
  );
});

test("the schedule skips closed days and ends with the last day of the last month", () => {
  const { schedule } = engineOf(sampleGph).sessions;
  const days = new Set(schedule.map(({ tradeDate }) => tradeDate));
  for (const closed of ["2027-01-16", "2027-01-17", "2027-01-18", "2027-03-26", "2027-06-18"]) {
    assert.not.ok(days.has(closed), closed);
  }
  assert.is(schedule[0]!.tradeDate, "2027-01-11");
  assert.is(schedule.at(-1)!.tradeDate, "2027-06-30");
  // Chicago moved its clocks on 14 March: the session of Monday the 15th opened on Sunday at 17:00 summer time.
  const monday = schedule.find(({ tradeDate }) => tradeDate === "2027-03-15");
  assert.equal(monday!.sessions, [{ open: "2027-03-14T22:00:00Z", close: "2027-03-15T21:00:00Z" }]);
});

test("an early close ends the session and moves the settlement", () => {
  const months = sampleGph.product!.contracts;
  const november = {
    ...months[3]!,
    period: "2027-11",
    code: "GPHX27",
    lastClose: { ...months[3]!.lastClose!, date: "2027-11-30", utc: "2027-11-30T16:00:00Z" },
  };
  const { schedule, calendar } = engineOf(gphWith({ contracts: [...months, november] })).sessions;
  const friday = schedule.find(({ tradeDate }) => tradeDate === "2027-11-26");
  // 13:00 in New York is 12:00 in Chicago and 18:00 UTC.
  assert.equal(friday, {
    tradeDate: "2027-11-26",
    sessions: [{ open: "2027-11-25T23:00:00Z", close: "2027-11-26T18:00:00Z" }],
    settlement: "2027-11-26T18:00:00Z",
    shortened: "Day after Thanksgiving",
  });
  assert.equal(
    calendar.earlyCloses.map(({ date }) => date),
    ["2027-11-26"],
  );
});

test("a month without a last close of its own ends with the last session of its last day", () => {
  const contracts = gph.contracts.map((month) => {
    const { lastClose: _, ...open } = month;
    return open;
  });
  const [january] = engineOf(gphWith({ contracts })).months;
  assert.equal(january!.lastClose, { utc: "2027-01-29T22:00:00Z", date: "2027-01-29", clause: "GPH/sessions" });
});

test("what a spec leaves out is not there", () => {
  const { limits: _, priceLimits: __, orders: ___, ...bare } = sampleGph.product!;
  const config = engineOf({ ...sampleGph, product: bare });
  assert.equal([config.limits, config.priceLimits, config.orders], [undefined, undefined, undefined]);
});

test("an index alone has no engine config", () => {
  const { product: _, ...index } = sampleGph;
  assert.not.ok(configEmitter.applies({ ...index, kind: "index" }));
  assert.ok(configEmitter.applies(sampleGph));
});

test("a session outside the calendar's sure days is our bug, not a guess", () => {
  const calendars = sampleGph.calendars.map((calendar) => ({ ...calendar, to: "2027-05-31" }));
  assert.throws(() => configEmitter.emit({ ...sampleGph, calendars }), /US_EXCHANGE is not sure/);
});

test.run();

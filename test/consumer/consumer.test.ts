import { test } from "uvu";
import * as assert from "uvu/assert";
import { configEmitter } from "../../src/emit/engine-config/emitter.ts";
import { sampleGph, sampleItk } from "../kit/sample-model.ts";
import { bandSteps, gateway, type Order } from "./consumer.ts";

const engineJson = (model: typeof sampleGph): string =>
  configEmitter.emit(model).artifacts.find(({ path }) => path === "engine.json")!.content;

const text = engineJson(sampleGph);
const send = gateway(text);

/** Wednesday 13 January 2027, 09:00 in Chicago; February settled at 2.3456 the day before. */
const good: Order = {
  code: "GPHG27",
  kind: "order",
  at: "2027-01-13T15:00:00Z",
  price: "2.345",
  contracts: 10,
  previousSettlement: 23456,
};

const reason = (change: Partial<Order>): string => {
  const answer = send({ ...good, ...change });
  return answer.accepted ? `accepted for ${answer.tradeDate}` : answer.reason;
};

test("a good order enters the book of its trade date", () => {
  assert.equal(send(good), { accepted: true, tradeDate: "2027-01-13", units: 23450 });
});

test("the trade date is the day in which the session ends", () => {
  // Sunday 17:00 in Chicago belongs to Monday; the minute before is closed.
  assert.is(reason({ at: "2027-01-24T23:00:00Z" }), "accepted for 2027-01-25");
  assert.is(reason({ at: "2027-01-24T22:59:59Z" }), "outside the session");
});

test("an order off tick is refused", () => {
  assert.is(reason({ price: "2.3455" }), "the price is off tick");
  assert.is(reason({ price: "2.34501" }), "the price is off tick");
  assert.is(reason({ price: "2,345" }), "the price is off tick");
  assert.is(reason({ price: "2.3450" }), "accepted for 2027-01-13");
});

test("an order outside the session is refused; the close itself is outside", () => {
  assert.is(reason({ at: "2027-01-13T21:59:59Z" }), "accepted for 2027-01-13");
  assert.is(reason({ at: "2027-01-13T22:00:00Z" }), "outside the session");
  assert.is(reason({ at: "2027-01-13T22:59:59Z" }), "outside the session");
  assert.is(reason({ at: "2027-01-13T15:00:00+01:00" }), "the time is not in UTC");
});

test("in summer time the same local hours are an hour earlier in UTC", () => {
  const june = { code: "GPHM27" };
  assert.is(reason({ ...june, at: "2027-06-09T21:30:00Z" }), "outside the session");
  assert.is(reason({ ...june, at: "2027-06-09T22:00:00Z" }), "accepted for 2027-06-10");
});

test("an order on a holiday is refused with its name", () => {
  assert.is(reason({ at: "2027-01-18T15:00:00Z" }), "closed: Martin Luther King Jr. Day");
  assert.is(reason({ code: "GPHM27", at: "2027-06-18T15:00:00Z" }), "closed: Juneteenth (observed)");
});

test("an order for a month that expired, is not open yet or does not exist is refused", () => {
  const january = { code: "GPHF27" };
  assert.is(reason({ ...january, at: "2027-01-29T15:59:59Z" }), "accepted for 2027-01-29");
  assert.is(reason({ ...january, at: "2027-01-29T16:00:00Z" }), "the month has expired");
  assert.is(reason({ at: "2027-01-29T16:00:00Z" }), "accepted for 2027-01-29");
  assert.is(reason({ at: "2027-01-10T22:00:00Z" }), "the month is not open yet");
  assert.is(reason({ code: "GPHJ27" }), "no such month is listed");
});

test("an order that is too large, and a block that is too small, are refused", () => {
  assert.is(reason({ contracts: 500 }), "accepted for 2027-01-13");
  assert.is(reason({ contracts: 501 }), "the order is too large");
  assert.is(reason({ kind: "block", contracts: 49 }), "the block is too small");
  assert.is(reason({ kind: "block", contracts: 50 }), "accepted for 2027-01-13");
  assert.is(reason({ contracts: 0 }), "the size is no whole number of contracts");
  assert.is(reason({ contracts: 1.5 }), "the size is no whole number of contracts");
});

test("a negative price is refused where the product is not signed", () => {
  assert.is(reason({ price: "-2.345" }), "the price is negative");
});

test("an order outside the widest band is refused; the band's edges are rounded toward the settlement", () => {
  // 20 % around 2.3456 is 1.87648 to 2.81472, on tick 1.877 to 2.814.
  assert.is(reason({ price: "2.814" }), "accepted for 2027-01-13");
  assert.is(reason({ price: "2.815" }), "the price is outside the band");
  assert.is(reason({ price: "1.877" }), "accepted for 2027-01-13");
  assert.is(reason({ price: "1.876" }), "the price is outside the band");
});

test("the worked example of the config is what the gateway computes", () => {
  const { priceLimits } = JSON.parse(text);
  const { example, bands, increment } = priceLimits;
  assert.is(bandSteps(example.previousSettlement, bands[example.band].upper) * increment, example.upper);
  assert.is(bandSteps(example.previousSettlement, bands[example.band].lower) * increment, example.lower);
});

test("the same gateway serves another product from its file alone", () => {
  const itk = gateway(engineJson(sampleItk));
  const order: Order = { code: "ITKH27", kind: "order", at: "2027-03-30T15:00:00Z", price: "1.25", contracts: 1 };
  assert.equal(itk(order), { accepted: true, tradeDate: "2027-03-30", units: 12500 });
  assert.equal(itk({ ...order, price: "1.255" }), { accepted: false, reason: "the price is off tick" });
  assert.equal(itk({ ...order, kind: "block" }), { accepted: false, reason: "blocks are not traded" });
  assert.equal(itk({ ...order, at: "2027-03-29T15:00:00Z" }), { accepted: false, reason: "closed: Easter Monday" });
  assert.equal(itk({ ...order, at: "2027-03-31T15:00:00Z" }), { accepted: false, reason: "the month has expired" });
});

test.run();

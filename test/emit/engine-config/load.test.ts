import { test } from "uvu";
import * as assert from "uvu/assert";
import { configEmitter } from "../../../src/emit/engine-config/emitter.ts";
import { loadEngineConfig } from "../../../src/engine.ts";
import { leaves } from "../../kit/leaves.ts";
import { sampleGph } from "../../kit/sample-model.ts";

const text = configEmitter.emit(sampleGph).artifacts[0]!.content;

// A test changes plain JSON of any shape, as a hand with an editor would.
type Loose = { [key: string]: Loose } & Loose[] & (string | number | boolean | undefined);

function problems(change: (config: Loose) => void): string[] {
  const json = JSON.parse(text) as Loose;
  change(json);
  const loaded = loadEngineConfig(json);
  return loaded.ok ? [] : loaded.problems.map(({ path, message }) => `${path} ${message}`);
}

const set = (object: Loose | undefined, key: string, value: unknown): void => {
  (object as unknown as Record<string, unknown>)[key] = value;
};

test("what was emitted loads, typed", () => {
  const loaded = loadEngineConfig(JSON.parse(text));
  assert.ok(loaded.ok);
  if (loaded.ok) assert.is(loaded.config.months[0]?.code, "GPHF27");
});

test("what is no config is refused at the top", () => {
  for (const json of [null, undefined, 1, "{}", [], {}]) {
    const loaded = loadEngineConfig(json);
    assert.not.ok(loaded.ok);
    if (!loaded.ok) assert.ok(loaded.problems.length > 0);
  }
});

test("a missing, an unknown and a wrong property are named by their pointer", () => {
  assert.equal(
    problems((config) => delete config["price"]!["scale"]),
    ["/price/scale is missing"],
  );
  assert.equal(
    problems((config) => set(config["price"], "tick/size", "0.001")),
    ["/price/tick~1size is not a property of this format"],
  );
  assert.equal(
    problems((config) => set(config, "format", "tenor-engine/2")),
    ["/format must be one of tenor-engine/1"],
  );
  assert.equal(
    problems((config) => set(config["price"]!["ticks"]![0], "increment", 0.001)),
    ["/price/ticks/0/increment must be string"],
  );
  assert.equal(
    problems((config) => set(config["months"]![0]!["lastClose"], "utc", "2027-01-29T16:00:00-06:00")).map(
      (one) => one.split(" ")[0],
    ),
    ["/months/0/lastClose/utc"],
  );
});

test("several problems are all told", () => {
  const told = problems((config) => {
    delete config["venue"];
    set(config["size"], "value", "1,000");
  });
  assert.is(told.length, 2);
});

test("a config that disagrees with itself is refused where it does", () => {
  assert.equal(
    problems((config) => set(config["price"]!["ticks"]![0], "units", 1)),
    ["/price/ticks/0/units 1 units of 0.0001 are not 0.001"],
  );
  assert.equal(
    problems((config) => set(config["price"], "priceUnit", "0.001")),
    ["/price/priceUnit must be 0.0001 at a scale of 4"],
  );
  assert.equal(
    problems((config) => set(config["price"], "ticks", [])),
    ["/price/ticks must have at least one tick"],
  );
  assert.equal(
    problems((config) => set(config["listing"], "first", "2027-02-30")),
    ["/listing/first 2027-02-30 does not exist"],
  );
  assert.equal(
    problems((config) => set(config["months"]![1], "code", "GPHF27")),
    ["/months/1/code GPHF27 is also the code of month 0"],
  );
  assert.equal(
    problems((config) => set(config["months"]![3]!["lastClose"], "utc", "2027-07-01T15:00:00Z")),
    ["/months/3/lastClose/utc 2027-07-01T15:00:00Z is past the end of the schedule"],
  );
  const [first] = problems((config) => set(config["sessions"]!["schedule"]![1], "tradeDate", "2027-01-11"));
  assert.is(first, "/sessions/schedule/1/tradeDate 2027-01-11 must be after 2027-01-11");
  const [swapped] = problems((config) =>
    set(config["sessions"]!["schedule"]![1]!["sessions"]![0], "close", "2027-01-11T23:00:00Z"),
  );
  assert.is(swapped, "/sessions/schedule/1/sessions/0/close 2027-01-11T23:00:00Z must be after 2027-01-11T23:00:00Z");
});

test("no value can be of another kind: each one turned into another is refused at its pointer", () => {
  const all = leaves(JSON.parse(text)).filter(({ at }) => !at.startsWith("/sessions/schedule/1"));
  assert.ok(all.length > 200);
  for (const { at, value } of all) {
    const keys = at.split("/").slice(1);
    const last = keys.pop()!;
    const told = problems((config) => {
      const parent = keys.reduce<Loose | undefined>((object, key) => object?.[key], config);
      set(parent, last, typeof value === "string" ? 7 : "seven");
    });
    assert.ok(
      told.some((one) => one.startsWith(`${at} `)),
      `${at}: ${told.join("; ")}`,
    );
  }
});

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse, show } from "../../src/runtime/exact.ts";
import { oneOfEach, requireEveryPart, valueOfEach, weighGroups } from "../../src/runtime/grouping.ts";
import { valueOver } from "../../src/runtime/index-price.ts";
import type { IndexReads } from "../../src/runtime/observations.ts";
import { readIndexInput } from "../../src/runtime/observations.ts";
import type { Pool } from "../../src/runtime/pool.ts";
import { cutIntoParts, poolOf, requireQuorum } from "../../src/runtime/pool.ts";
import { capVolume, dropDeviating, dropDeviatingGroups } from "../../src/runtime/screens.ts";

const reads: IndexReads = {
  kinds: { trade: [] },
  attributes: [],
  sized: true,
  window: true,
  signed: true,
  excludes: false,
  fallback: [],
  indices: [],
  increment: parse("0.01"),
};

/** `SOURCE hh:mm:ss price size`, one a line, in the hour from 15:00 to 16:00. */
function given(lines: string) {
  const observations = lines
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [source, time, price, size] = line.trim().split(/\s+/);
      return { source, time: `2027-02-02T${time}Z`, price, size };
    });
  const window = { from: "2027-02-02T15:00:00Z", until: "2027-02-02T16:00:00Z" };
  return readIndexInput({ date: "2027-02-02", window, observations }, reads);
}

const PLAIN = { others: false, excluded: [] } as const;
const pool = (lines: string): Pool => poolOf(given(lines), ["trade"]);
const used = ({ used: left }: Pool): string => left.map(({ at }) => at).join(" ");

test("parts include their start and not their end, and what is outside the window is left out with its reason", () => {
  const input = given(`
    A 14:59:59.999999999 1 1
    A 15:00:00 1 1
    A 15:04:59.999999999 1 1
    A 15:05:00 1 1
    A 15:59:59.999 1 1
    A 16:00:00 1 1`);
  const cut = cutIntoParts(poolOf(input, ["trade"]), input.window!, 12, "w");
  assert.equal(
    cut.used.map(({ at, part }) => `${at} in ${part}`),
    ["1 in 1", "2 in 1", "3 in 2", "4 in 12"],
  );
  assert.equal(
    cut.dropped.map(({ observation, reason }) => `${observation} ${reason}`),
    ["0 outside the window", "5 outside the window"],
  );
});

test("parts that do not divide the window evenly are still cut exactly", () => {
  const input = given("A 15:20:00 1 1\nA 15:19:59.999999999 1 1\nA 15:08:34.285714285 1 1\nA 15:08:34.285714286 1 1");
  const thirds = cutIntoParts(poolOf(input, ["trade"]), input.window!, 3, "w");
  assert.equal(
    thirds.used.map(({ part }) => part),
    [2, 1, 1, 1],
  );
  // A seventh of an hour is 514.285714285714… seconds.
  const sevenths = cutIntoParts(poolOf(input, ["trade"]), input.window!, 7, "w");
  assert.equal(sevenths.used.map(({ part }) => part).slice(2), [1, 2]);
});

test("a price exactly at the threshold stays, and all are judged before any is dropped", () => {
  const prices = pool("A 15:00:00 100 1\nA 15:00:01 125 1\nA 15:00:02 75 1\nA 15:00:03 125.01 1\nA 15:00:04 74.99 1");
  const screened = dropDeviating(prices, undefined, parse("0.25"), "s");
  assert.is(used(screened), "0 1 2");
  assert.match(
    screened.dropped[0]?.reason as string,
    /trade of A at 125\.01 deviates more than 25% from 100, the median of all/,
  );
});

test("a median of zero is deviated from by everything but zero, and needs no division", () => {
  assert.is(
    used(dropDeviating(pool("A 15:00:00 0 1\nA 15:00:01 0 1\nA 15:00:02 1 1"), undefined, parse("0.25"), "s")),
    "0 1",
  );
});

test("below zero a deviation is measured on the size of the median", () => {
  assert.is(
    used(dropDeviating(pool("A 15:00:00 -100 1\nA 15:00:01 -130 1\nA 15:00:02 -90 1"), undefined, parse("0.25"), "s")),
    "0 2",
  );
});

test("a source is dropped with all it has when its median is too far from the median of sources", () => {
  const screened = dropDeviatingGroups(
    pool("A 15:00:00 100 1\nB 15:00:01 102 1\nC 15:00:02 115 1\nC 15:00:03 100 1\nC 15:00:04 130 1"),
    "source",
    { ...PLAIN, threshold: parse("0.1") },
    "s",
  );
  assert.is(used(screened), "0 1");
  assert.equal(screened.steps.map(({ text, value }) => `${text} ${value}`).slice(0, 3), [
    "median of source A 100",
    "median of source B 102",
    "median of source C 115",
  ]);
});

test("two sources far apart drop each other, and nothing is left", () => {
  const screened = dropDeviatingGroups(
    pool("A 15:00:00 100 1\nB 15:00:01 200 1"),
    "source",
    { ...PLAIN, threshold: parse("0.1") },
    "s",
  );
  assert.is(used(screened), "");
  assert.equal(valueOver(screened, "mean", "mean", "v").reasons, ["nothing is left to take a value from"]);
});

test("a capped source keeps its proportions inside, and the excess goes to the others pro rata", () => {
  // 80, 15 and 5 capped at 50 %: 30 to share, 3 to 1: 22.5 and 7.5.
  const capped = capVolume(
    pool("A 15:00:00 1 60\nA 15:00:01 1 20\nB 15:00:02 1 15\nC 15:00:03 1 5"),
    "source",
    parse("0.5"),
    "c",
  );
  assert.equal(
    capped.used.map(({ weight }) => show(weight)),
    ["37.5", "12.5", "37.5", "12.5"],
  );
  // At 40 % B would hold 45: a second round caps it too, and C takes the rest.
  const again = capVolume(pool("A 15:00:00 1 80\nB 15:00:02 1 15\nC 15:00:03 1 5"), "source", parse("0.4"), "c");
  assert.equal(
    again.used.map(({ weight }) => show(weight)),
    ["40", "40", "20"],
  );
});

test("a cap that cannot hold fails the tier, and never the calculation", () => {
  const capped = capVolume(pool("A 15:00:00 1 80\nB 15:00:02 1 15"), "source", parse("0.4"), "c");
  assert.equal(capped.failed, ["a cap of 40% cannot hold for the sources left, 2"]);
  assert.equal(valueOver(capped, "mean", "mean", "v").value, undefined);
});

test("a quorum counts what the screens left: met exactly it is met", () => {
  const two = pool("A 15:00:00 1 1\nB 15:00:01 1 1\nB 15:00:02 1 1");
  assert.equal(
    requireQuorum(two, [
      { count: 2, of: "sources", column: "source" },
      { count: 3, of: "trades" },
    ]).failed,
    [],
  );
  assert.equal(
    requireQuorum(two, [
      { count: 3, of: "sources", column: "source" },
      { count: 4, of: "trades" },
    ]).failed,
    ["2 sources, and the quorum is 3", "3 trades, and the quorum is 4"],
  );
});

test("CME CF BRR: three partitions give their documented medians, and their mean", () => {
  // Worked inputs of an SEC filing (S-1 of 2025, CIK 2071486); the venues are not named there.
  const [a, b, c] = [
    "84779.11 0.3685|84766.22 0.2174|84781.32 1.1246|84778.95 0.3817|84779.11 0.2867|84766.22 0.1454|84779.11 0.0100|84699.37 0.1166|84766.22 0.1107",
    "84741.68 0.8585|84699.94 0.2047|84698.14 0.4713",
    "108584 0.0078|108596.86 0.0033|108603.54 0.0100|108608.34 0.0032|108619.99 0.0033|108629.78 0.0081|108629.41 0.0146|108639 0.0028|108640.75 0.0034|108637.2 0.0060|108610.65 0.0062",
  ];
  const lines = (text: string, minute: string): string =>
    text
      .split("|")
      .map((one, at) => `V${at} 15:${minute}:0${at % 10} ${one}`)
      .join("\n");
  const rate = (...partitions: string[]) => {
    const input = given(partitions.map((text, at) => lines(text, ["00", "20", "40"][at] as string)).join("\n"));
    const cut = cutIntoParts(poolOf(input, ["trade"]), input.window!, 3, "w");
    const medians = valueOfEach(cut, {
      each: "part",
      within: [],
      statistic: "volume-weighted-median",
      text: "median",
      clause: "p",
    });
    return {
      medians: medians.groups.map(({ value }) => show(value)),
      mean: valueOver(medians, "mean", "mean of parts", "v").value,
    };
  };
  assert.equal(rate(a, b).medians, ["84779.11", "84741.68"]);
  assert.equal(rate(a, b).mean, parse("84760.395"));
  assert.equal(rate(a, b, c).medians, ["84779.11", "84741.68", "108629.41"]);
});

test("an empty part is left out, unless the spec does not say so", () => {
  const input = given("A 15:00:00 1 1\nA 15:59:00 3 1");
  const cut = cutIntoParts(poolOf(input, ["trade"]), input.window!, 3, "w");
  const parts = valueOfEach(cut, { each: "part", within: [], statistic: "mean", text: "mean", clause: "p" });
  assert.equal(valueOver(parts, "mean", "mean", "v").value, parse("2"));
  assert.equal(requireEveryPart(parts).failed, ["part 2 is empty"]);
});

test("groupings go inward out, and a group with too few members takes its observations with it", () => {
  const listings: IndexReads = { ...reads, kinds: { listing: [] }, attributes: ["model"], sized: false, window: false };
  const listed = (rows: string) =>
    readIndexInput(
      {
        date: "2027-02-02",
        observations: rows.split(" ").map((row) => {
          const [source, model, price] = row.split(":");
          return { source, price, attributes: { model } };
        }),
      },
      listings,
    );
  const each = (each: string, within: string[], count?: number) => ({
    each,
    within,
    statistic: "median" as const,
    text: `median of ${each}`,
    clause: each,
    ...(count === undefined ? {} : { atLeast: { count, of: "providers" } }),
  });
  const rows = "P:X:1 P:X:3 Q:X:5 R:X:9 P:Y:2 Q:Y:4";
  const providers = valueOfEach(poolOf(listed(rows), ["listing"]), each("provider", ["model"]));
  assert.equal(
    providers.groups.map(({ keys, value }) => `${keys["model"]} ${keys["provider"]} ${show(value)}`),
    ["X P 2", "Y P 2", "X Q 5", "Y Q 4", "X R 9"],
  );
  const models = valueOfEach(providers, each("model", [], 3));
  assert.equal(
    models.groups.map(({ keys, value }) => `${keys["model"]} ${show(value)}`),
    ["X 5"],
  );
  assert.is(used(models), "0 1 2 3");
  assert.equal(
    models.dropped.map(({ reason }) => reason),
    ["model Y has 2 providers, fewer than 3", "model Y has 2 providers, fewer than 3"],
  );
  try {
    oneOfEach(poolOf(listed(rows), ["listing"]), "provider", ["model"], "c");
    assert.unreachable("two prices of one provider went unseen");
  } catch (thrown) {
    assert.is((thrown as { code?: string }).code, "several-prices");
  }
});

const EIGHT = { scheme: "equal", members: 8, capTimesEqualShare: parse("2") } as const;

test("equal weights are shares of the declared members: too few of them cannot carry everything", () => {
  const some = (count: number): Pool => {
    const rows = Array.from({ length: count }, (_, at) => `S${at} 15:00:0${at} ${at + 1} 1`).join("\n");
    return valueOfEach(pool(rows), { each: "source", within: [], statistic: "mean", text: "mean", clause: "m" });
  };
  assert.equal(weighGroups(some(4), EIGHT, "w").failed, []);
  assert.equal(weighGroups(some(3), EIGHT, "w").failed, ["3 of 8 cannot carry all weight at 0.25 each"]);
  assert.equal(valueOver(weighGroups(some(4), EIGHT, "w"), "weighted-mean", "mean", "v").value, parse("2.5"));
  assert.equal(
    valueOver(weighGroups(some(3), { scheme: "equal" }, "w"), "weighted-mean", "mean", "v").value,
    parse("2"),
  );
});

test("duplicates, unknown kinds and windows of another length are refused with their place", () => {
  const code = (call: () => unknown): string => {
    try {
      call();
      return "read";
    } catch (thrown) {
      const { code: found, place } = thrown as { code: string; place: string };
      return `${found} at ${place}`;
    }
  };
  const one = { source: "A", time: "2027-02-02T15:00:00Z", price: "1", size: "1", id: "7" };
  const window = { from: "2027-02-02T15:00:00Z", until: "2027-02-02T16:00:00Z" };
  const read = (observations: readonly unknown[], more: Partial<IndexReads> = {}) =>
    code(() => readIndexInput({ date: "2027-02-02", window, observations }, { ...reads, ...more }));
  assert.is(read([one, one]), "duplicate at observations");
  assert.is(read([one, { ...one, source: "B" }]), "read");
  assert.is(read([{ ...one, kind: "rumour" }]), "unknown-kind at observations[0].kind");
  assert.is(
    read([one, { ...one, id: "8", kind: undefined }], { kinds: { trade: [], offer: [] } }),
    "missing-input at observations[0].kind",
  );
  assert.is(read([{ ...one, source: "B" }], { kinds: { trade: ["A"] } }), "unknown-source at observations[0].source");
  assert.is(read([one], { window: 3_600_000 }), "read");
  assert.is(read([one], { window: 3_599_999 }), "window-length at window");
  assert.is(read([one], { attributes: ["model"] }), "missing-input at observations[0].attributes");
  assert.is(read([one], { window: false }), "unknown-field at window");
});

test.run();

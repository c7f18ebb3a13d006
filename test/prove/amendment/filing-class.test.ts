import { test } from "uvu";
import * as assert from "uvu/assert";
import type { TermChange } from "../../../src/model/diff.ts";
import { filingClassOf, strictest } from "../../../src/prove/amendment/filing-class.ts";
import { timingOf } from "../../../src/prove/amendment/timing.ts";
import { addFederalBusinessDays, isFederalBusinessDay } from "../../../src/value/federal-days.ts";
import { formatDay, parseDay } from "../../../src/value/day.ts";

type Given = Partial<TermChange> & Pick<TermChange, "field">;

const change = (given: Given): TermChange => ({
  kind: "changed",
  of: "product",
  name: "GPH",
  leaves: [{ at: "somewhere", before: "1", after: "2" }],
  follows: [],
  ...given,
});

const tick = (before: string, after: string, at = "ticks[outright]/increment") =>
  filingClassOf(change({ field: "tick/outright", leaves: [{ at, before, after }] }));

test("a tick that becomes smaller is told within the week, one that grows is certified, to the last digit", () => {
  assert.equal(
    [tick("0.001", "0.0005").class, tick("0.001", "0.0005").provision],
    ["notification", "17 CFR 40.6(d)(2)(x)"],
  );
  assert.is(tick("0.0005", "0.001").class, "certification");
  assert.is(tick("0.10", "0.1").class, "certification", "the same is not smaller");
  assert.is(tick("0.05", "0.01", "premiumTicks[#1]/increment").class, "notification");
  assert.is(
    tick("50000", "60000", "premiumTicks[#1]/atMost").class,
    "certification",
    "from which premium on is no increment",
  );
});

test("each kind of change has its class and provision, and what no paragraph takes out is certified", () => {
  const rows: readonly (readonly [Given, string, string])[] = [
    [{ field: "size" }, "certification", "17 CFR 40.6(a)"],
    [{ field: "sessions/trade" }, "certification", "17 CFR 40.6(a)"],
    [{ field: "limits/spot-month/1" }, "certification", "17 CFR 40.6(a)"],
    [{ field: "limitsx" }, "certification", "17 CFR 40.6(a)"],
    [{ field: "listing" }, "certification", "17 CFR 40.6(a)"],
    [{ field: "strikes/1" }, "none", "17 CFR 40.6(d)(3)(ii)(G)"],
    [{ field: "margin/maintenance" }, "none", "17 CFR 39.13"],
    [{ field: "chapter" }, "notification", "17 CFR 40.6(d)(2)(i)"],
    [{ field: "size", kind: "worded" }, "notification", "17 CFR 40.6(d)(2)(i)"],
    [{ field: "", leaves: [{ at: "title", before: "A", after: "B" }] }, "notification", "17 CFR 40.6(d)(2)(i)"],
    [{ field: "", leaves: [{ at: "kind", before: "future", after: "structured" }] }, "certification", "17 CFR 40.6(a)"],
    [{ of: "organisation", field: "website" }, "notification", "17 CFR 40.6(d)(2)(i)"],
    [{ of: "organisation", field: "registered" }, "certification", "17 CFR 40.6(a)"],
    [{ of: "index", field: "window" }, "certification", "17 CFR 40.6(a)"],
    [{ of: "index", field: "governance/principle-1" }, "none", "17 CFR 40.1, definition of rule"],
    [{ of: "grade", field: "eligible" }, "certification", "17 CFR 40.6(a)"],
    [
      { of: "calendar", field: "", leaves: [{ at: "closed[2027-01-04]/why", after: "x" }] },
      "none",
      "17 CFR 40.6(d)(3)(ii)(C)",
    ],
    [
      { of: "calendar", field: "", leaves: [{ at: "weekend", before: "6, 7", after: "5, 6" }] },
      "certification",
      "17 CFR 40.6(a)",
    ],
  ];
  for (const [given, kind, provision] of rows) {
    const made = filingClassOf(change(given));
    assert.equal([made.class, made.provision], [kind, provision], JSON.stringify(given));
  }
  assert.match(filingClassOf(change({ of: "index", field: "window" })).question ?? "", "independent third party");
});

test("the strictest class counts", () => {
  assert.is(strictest([tick("0.001", "0.0005"), tick("0.001", "0.002")]), "certification");
  assert.is(strictest([]), "none");
});

test("the last day of receipt and the earliest day of effect fit each other on every day of three years", () => {
  const from = parseDay("2027-01-01") as number;
  for (let day = from; day < from + 1100; day++) {
    for (const route of ["certification", "approval"] as const) {
      const filed = formatDay(day);
      const { earliest = "" } = timingOf(route, { filed });
      const { receivedBy = "" } = timingOf(route, { effective: earliest });
      assert.ok(isFederalBusinessDay(parseDay(receivedBy) as number), receivedBy);
      assert.ok(
        receivedBy >= filed,
        `${route} filed ${filed} may take effect ${earliest}, and would be late for ${receivedBy}`,
      );
      const later = formatDay(addFederalBusinessDays(parseDay(receivedBy) as number, 1));
      assert.ok((timingOf(route, { filed: later }).earliest ?? "") > earliest, `${route} ${filed} ${later}`);
    }
  }
});

test("ten business days, forty-five days, the day itself in an emergency, for it opens on the evening before, and nothing before a notification", () => {
  const effective = "2027-09-01";
  assert.is(timingOf("certification", { effective }).receivedBy, "2027-08-18");
  assert.is(timingOf("approval", { effective }).receivedBy, "2027-07-16");
  assert.is(timingOf("emergency", { effective }).receivedBy, "2027-09-01");
  assert.is(timingOf("notification", { effective }).receivedBy, undefined);
  assert.is(timingOf("notification", { filed: effective }).earliest, effective);
});

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import { missingFacts } from "../../../src/emit/filing/facts.ts";
import { check } from "../../../src/index.ts";
import { edited, findings, packOf, withImports, type Pack } from "./checklist-kit.ts";
import { points } from "./checklist-points.ts";

/** Every shipped product that has a pack of a new product. */
const PRODUCTS = [
  ["GPH", "filings/gph-40-2.tenor"],
  ["ITK", "filings/itk-40-2.tenor"],
  ["MGPH", "filings/mgph-40-2.tenor"],
] as const;

for (const [product, path] of PRODUCTS) {
  const pack = packOf(withImports(path), product);
  const own = points(pack);
  // One compile for all changes that go together, one for all facts that are taken away: a check costs more than all its questions.
  let changed: Pack | undefined;
  const change = (): Pack =>
    (changed ??= packOf(
      edited(
        pack,
        own.flatMap((one) => one.edits ?? []),
      ),
      product,
    ));
  let told: readonly string[] | undefined;
  const removed = (): readonly string[] => {
    if (told !== undefined) return told;
    const gone = [...new Set(own.flatMap((one) => one.needs ?? []))];
    const files = edited(
      pack,
      gone.map((clause) => [clause, () => ""] as const),
    );
    // What the emitter finds, one by one; a report of many adds them up.
    const model = check(files).models.find((one) => one.root === product)!;
    told = missingFacts(model).map(({ fact }) => `\`${fact}\``);
    return told;
  };

  for (const { name, shows, reads, edits, says, needs } of own) {
    test(`${product} ${name}`, () => {
      shows?.(pack);
      if (edits !== undefined && reads !== undefined) {
        const [before, after] = [reads(pack), reads(change())];
        assert.ok(before.trim() !== "" && before !== after, `reads alike after the change: ${before}`);
        if (says !== undefined) assert.match(after, says);
      }
      for (const clause of needs ?? []) {
        const field = clause
          .slice(clause.indexOf("/") + 1)
          .split("/")
          .pop()!;
        assert.ok(
          removed().some((one) => one.includes(`\`${field}\``)),
          `nothing is told of ${field}: ${removed().join("\n")}`,
        );
      }
    });
  }
}

/** Terms that a point rests on, and what is told when they are taken away; each group goes into one compile. `I` is the index. */
const TERMS: readonly (readonly (readonly [point: string, clause: string, told: RegExp])[])[] = [
  [
    ["B13, G63, G64 and L99", "size", /has no `size`/],
    ["D27", "I/value", /has no `value`/],
    ["G62 and D26", "underlying", /has no `underlying`/],
    ["G63", "price", /has no `price`/],
    ["G65 and B7", "listing", /has no `listing`/],
    ["G69", "daily-settlement", /has no `daily-settlement`/],
    ["B13 of hours", "sessions", /has no `sessions`/],
  ],
  [
    ["A1 of the organization", "venue", /has no `venue`/],
    ["B12", "clearing", /has no `clearing`/],
    ["G66", "dates/last-trading-day", /has no `last-trading-day`/],
    ["G67", "final-settlement/price", /has no `price`: it says what the contract settles to/],
    ["G73 and D42", "I/fallback/last", /can end without a price/],
  ],
  [
    ["C19", "classification/cea", /status-stated/],
    ["F57", "limits/aggregation", /aggregation-at-tenth/],
    ["F56", "limits/exemption/application", /exemptions-applied-for/],
    ["G71", "orders/block", /block-trades-stated/],
    ["E44 and E47", "I/governance/principle-3", /does not answer principle 3/],
  ],
  [["F53, F59 and F55", "limits", /`limits`|spot-month-defined|spot-limit|limit-methodology/]],
];

for (const [product, path] of PRODUCTS.slice(0, 2)) {
  test(`${product}: each term that a point rests on is asked for when it is taken away`, () => {
    const pack = packOf(withImports(path), product);
    for (const group of TERMS) {
      const taken = group.map(([, name]) => {
        const id = `${product}/${name}`.replace(`${product}/I/`, `${pack.subject.index.id}/`);
        const steps = pack.subject.index.fallback.length;
        return id.replace(/\/last$/, `/${steps}`);
      });
      const all = findings(
        edited(
          pack,
          taken.map((clause) => [clause, () => ""] as const),
        ),
      ).map((one) => one.message);
      for (const [point, name, told] of group)
        assert.ok(
          all.some((one) => told.test(one)),
          `${point}: nothing is told of ${name}: ${all.join("\n")}`,
        );
    }
  });
}

test.run();

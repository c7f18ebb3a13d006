import { test } from "uvu";
import * as assert from "uvu/assert";
import { edited, findings, packOf, withImports } from "./checklist-kit.ts";
import { points } from "./checklist-points.ts";
import { indexPoints } from "./index-points.ts";
import { samePoints } from "./special-points.ts";
import { ELSEWHERE, nothingSkipped, range, runPoints } from "./checklist-run.ts";

/** Every shipped product that has a pack of a new product. */
const PRODUCTS = [
  ["GPH", "filings/gph-40-2.tenor"],
  ["ITK", "filings/itk-40-2.tenor"],
  ["MGPH", "filings/mgph-40-2.tenor"],
] as const;

/** Points that a future has no use for. */
const NOT_OF_A_FUTURE = {
  ...range(76, 79, "an option: special-checklist.test.ts holds them of the options on GPH"),
  ...range(80, 81, "a spread: special-checklist.test.ts holds them of spreads"),
};

for (const [product, path] of PRODUCTS) {
  const pack = packOf(withImports(path), product);
  const own = [...points(pack), ...samePoints(pack), ...indexPoints(pack)];
  runPoints(product, pack, own, (files) => packOf(files, product));
  nothingSkipped(product, own, { ...ELSEWHERE, ...NOT_OF_A_FUTURE });
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

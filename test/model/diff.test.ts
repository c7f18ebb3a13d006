import { test } from "uvu";
import * as assert from "uvu/assert";
import { differenceOf, isSame } from "../../src/model/diff.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { hasTerms, termsOf } from "../../src/model/terms.ts";
import { check } from "../../src/index.ts";
import { shippedFiles } from "../kit/shipped-files.ts";

const NEEDED =
  /^(?:gpu\/(?:gph|mgph|ogph|supply|data\/|gph-calendar|gph-perpetual)|indices\/(?:h100|grades)|venue|sources)/;
const files = Object.fromEntries(Object.entries(shippedFiles()).filter(([file]) => NEEDED.test(file)));
const models = check(files).models.filter(hasTerms);
const modelOf = (root: string, all: readonly ContractModel[] = models): ContractModel =>
  all.find((one) => one.root === root) as ContractModel;

/** GPH after an edit of its text, against GPH. */
function edited(from: string, to: string, root = "GPH", file = "gpu/gph.tenor") {
  const text = files[file] as string;
  assert.is(text.split(from).length, 2, `\`${from}\` stands once in ${file}`);
  const { models: now } = check({ ...files, [file]: text.replace(from, to) });
  return differenceOf(termsOf(modelOf(root)), termsOf(modelOf(root, now)));
}

test("a contract is the same as itself", () => {
  assert.ok(models.length >= 6);
  for (const model of models) assert.ok(isSame(differenceOf(termsOf(model), termsOf(model))), model.root);
});

test("a smaller tick is one changed term, with what follows from it, in the contract and in the one derived from it", () => {
  const tick = ["outright:        0.001", "outright: 0.0005"] as const;
  for (const [root, worth] of [
    ["GPH", ["1.00", "0.50"]],
    ["MGPH", ["0.10", "0.05"]],
  ] as const) {
    const { changes, follows, months } = edited(...tick, root);
    assert.equal(
      changes.map(({ kind, field, before, after, leaves }) => [kind, field, before?.words, after?.words, leaves]),
      [
        [
          "changed",
          "tick/outright",
          "0.001",
          "0.0005",
          [{ at: "ticks[outright]/increment", before: "0.001", after: "0.0005" }],
        ],
      ],
    );
    assert.equal(changes[0]?.follows.slice(1), [
      { at: "ticks[outright]/value/amount", before: worth[0], after: worth[1] },
    ]);
    assert.equal(
      follows
        .map(({ field, follows: leaves }) => [field, leaves.map(({ before, after }) => [before, after].join(" → "))])
        .slice(0, 1),
      [["daily-settlement/lead-month/2", ["0.005 USD / GPU_hour of H100_SXM → 0.0025 USD / GPU_hour of H100_SXM"]]],
      "5 ticks are another width",
    );
    assert.is(months.length, 0);
  }
});

test("prose, comments and other spellings of the same are no difference", () => {
  assert.ok(isSame(edited("/// Proposed to the clearing house, which decides.", "/// Proposed.\n  // and a comment")));
  assert.ok(isSame(edited("outright:        0.001 ", "outright:   0.001 ")));
});

test("reasons are wording, an added line is added, and dates of months follow from their rules", () => {
  const because = edited("settled in cash; a service is not a fungib", "settled in money; a service is not a fungib");
  assert.equal(
    because.changes.map(({ kind, field }) => [kind, field]),
    [["worded", "classification/mifid"]],
  );
  const dates = edited("last-trading-day:     last business day", "last-trading-day:     2nd-last business day");
  assert.equal(
    dates.changes.map(({ field }) => field),
    ["dates/last-trading-day"],
  );
  assert.is(dates.months.length, 16);
  const none = edited("    counting:           net\n", "");
  assert.equal(
    none.changes.map(({ kind, field }) => [kind, field]),
    [["removed", "limits/counting"]],
  );
});

test("every value of a contract that is another one is a difference, wherever it stands", () => {
  const skipped = new Set([
    "id",
    "clause",
    "narrative",
    "contracts",
    "format",
    "compiler",
    "filings",
    "sources",
    "clauses",
  ]);
  let tried = 0;
  for (const root of ["GPH", "OGPH", "GPHS", "GPHP"]) {
    const model = structuredClone(modelOf(root));
    const before = termsOf(model);
    const lost: string[] = [];
    const visit = (value: object, path: string): void => {
      for (const [key, item] of Object.entries(value)) {
        if ((skipped.has(key) && !(key === "contracts" && typeof item === "number")) || key.endsWith("Clause"))
          continue;
        if (typeof item === "object" && item !== null) visit(item as object, `${path}/${key}`);
        else if (typeof item === "string" || typeof item === "number") {
          const holder = value as Record<string, unknown>;
          holder[key] = typeof item === "number" ? item + 1 : `${item}~`;
          tried++;
          if (isSame(differenceOf(before, termsOf(model)))) lost.push(`${root}${path}/${key}`);
          holder[key] = item;
        }
      }
    };
    for (const part of ["product", "option", "spread", "perpetual", "indices", "grades", "organisations"] as const) {
      const found = model[part];
      if (found !== undefined && (root === "GPH" || !Array.isArray(found))) visit(found, `/${part}`);
    }
    // A rounding to a tick follows it, and what is written in a formula tells the numbers worked out from it.
    const followed = lost.filter((one) => !/\/(?:increment|text|value|from\/\d+|calendar|version)$/.test(one));
    assert.equal(followed, []);
  }
  assert.ok(tried > 500, `${tried} values`);
});

test.run();

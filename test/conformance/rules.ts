import type { Code } from "../../src/diagnostic/catalogue.ts";
import { hostEntries } from "../../src/diagnostic/catalogue/host.ts";
import { ledgerEntries } from "../../src/diagnostic/catalogue/ledger.ts";
import { limitRunEntries } from "../../src/diagnostic/catalogue/limit-runs.ts";
import { printEntries } from "../../src/diagnostic/catalogue/print.ts";
import { regulationEntries } from "../../src/diagnostic/catalogue/regulation.ts";
import { whatIfEntries } from "../../src/diagnostic/catalogue/what-if.ts";
import { runEntries } from "../../src/diagnostic/catalogue/run.ts";
import { differenceEntries } from "../../src/diagnostic/catalogue/differences.ts";
import { verifyEntries } from "../../src/diagnostic/catalogue/verify.ts";
import { templateEntries } from "../../src/diagnostic/catalogue/templates.ts";
import type { Rule } from "./rule.ts";
import { datesRules } from "./rules/dates.ts";
import { declarationsRules } from "./rules/declarations.ts";
import { indicesAndFilingsRules } from "./rules/indices-and-filings.ts";
import { limitsRules } from "./rules/limits.ts";
import { numbersRules } from "./rules/numbers.ts";
import { productsRules } from "./rules/products.ts";
import { textRules } from "./rules/text.ts";

/** Every rule of the language, in the order of the manual. A new rule is one line in one of these lists and a valid program. */
export const rules: readonly Rule[] = [
  ...textRules,
  ...declarationsRules,
  ...numbersRules,
  ...datesRules,
  ...productsRules,
  ...limitsRules,
  ...indicesAndFilingsRules,
];

/** Diagnostics about files, folders and runs: no rule of the language is broken when one is given. */
export const beyondTheLanguage: ReadonlySet<string> = new Set([
  ...Object.keys(hostEntries),
  ...Object.keys(regulationEntries),
  ...Object.keys(whatIfEntries),
  ...Object.keys(differenceEntries),
  ...Object.keys(runEntries),
  ...Object.keys(limitRunEntries),
  ...Object.keys(templateEntries),
  ...Object.keys(verifyEntries),
  ...Object.keys(ledgerEntries),
  ...Object.keys(printEntries),
]);

/** Rules whose invalid program is too large to be kept; the test that makes one stands behind each. */
export const madeByTests: Readonly<Partial<Record<Code, string>>> = {
  "text-too-long": "test/grammar/bounds.test.ts",
};

/**
 * Fields that the catalogue calls `now` and the compiler answers with `meaning-comes-later` in every program: no valid program can have them. Each
 * stands here until one of the two changes; the test fails when a valid program has one.
 */
export const answeredLater: readonly string[] = ["change.months"];

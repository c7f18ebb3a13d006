import { amendmentFilingEntries } from "./catalogue/amendment-filings.ts";
import { amendmentEntries } from "./catalogue/amendments.ts";
import { complianceEntries } from "./catalogue/compliance.ts";
import { dateEntries } from "./catalogue/dates.ts";
import type { Entry } from "./entry.ts";
import { grammarEntries } from "./catalogue/grammar.ts";
import { hostEntries } from "./catalogue/host.ts";
import { ledgerEntries } from "./catalogue/ledger.ts";
import { limitEntries } from "./catalogue/limits.ts";
import { limitRunEntries } from "./catalogue/limit-runs.ts";
import { nameEntries } from "./catalogue/names.ts";
import { priceEntries } from "./catalogue/prices.ts";
import { optionEntries } from "./catalogue/options.ts";
import { structuredEntries } from "./catalogue/structured.ts";
import { perpetualEntries } from "./catalogue/perpetuals.ts";
import { spreadEntries } from "./catalogue/spreads.ts";
import { printEntries } from "./catalogue/print.ts";
import { productEntries } from "./catalogue/products.ts";
import { filingEntries } from "./catalogue/filings.ts";
import { regulationEntries } from "./catalogue/regulation.ts";
import { differenceEntries } from "./catalogue/differences.ts";
import { whatIfEntries } from "./catalogue/what-if.ts";
import { runEntries } from "./catalogue/run.ts";
import { settlementEntries } from "./catalogue/settlements.ts";
import { templateEntries } from "./catalogue/templates.ts";
import { unitEntries } from "./catalogue/units.ts";
import { verifyEntries } from "./catalogue/verify.ts";

/** Every diagnostic Tenor can give, by code; closed: a code that is not here does not compile. One file a stage. */
export const catalogue = {
  ...hostEntries,
  ...grammarEntries,
  ...nameEntries,
  ...unitEntries,
  ...dateEntries,
  ...optionEntries,
  ...spreadEntries,
  ...perpetualEntries,
  ...structuredEntries,
  ...printEntries,
  ...productEntries,
  ...limitEntries,
  ...priceEntries,
  ...settlementEntries,
  ...complianceEntries,
  ...regulationEntries,
  ...whatIfEntries,
  ...differenceEntries,
  ...filingEntries,
  ...templateEntries,
  ...amendmentEntries,
  ...amendmentFilingEntries,
  ...runEntries,
  ...limitRunEntries,
  ...ledgerEntries,
  ...verifyEntries,
} as const;

export type Code = keyof typeof catalogue;

/** The parameters the message of `C` is written with. */
export type Params<C extends Code> = (typeof catalogue)[C] extends Entry<infer P> ? P : never;

export const codes: readonly Code[] = (Object.keys(catalogue) as Code[]).sort();

import type { ContractModel } from "../../src/model/model.ts";
import { gphFiling, gphProduct, gphSources } from "./sample/gph.ts";
import { gphClauses } from "./sample/gph-clauses.ts";
import { h100Clauses } from "./sample/h100-clauses.ts";
import { h100Grades, h100Rental, h200Rental } from "./sample/h100-index.ts";
import { organisations, sharedClauses, usExchange, weekdays } from "./sample/shared.ts";

export { sampleItk } from "./sample/itk.ts";

/** GPH of the language's flagship with its index, as of its first listing day; four months, three consecutive and a quarter. */
export const sampleGph: ContractModel = {
  format: "tenor-model/1",
  compiler: "tenor-lang 0.1.0",
  root: "gpu/h100.tenor",
  kind: "product",
  asOf: "2027-01-11",
  product: gphProduct,
  indices: [h100Rental, h200Rental],
  grades: h100Grades,
  organisations,
  sources: gphSources,
  calendars: [usExchange, weekdays],
  filings: [gphFiling],
  clauses: [...sharedClauses, ...h100Clauses, ...gphClauses],
};

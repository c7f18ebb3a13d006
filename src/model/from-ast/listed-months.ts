import type { DateWorld } from "../../value/date-rule-node.ts";
import type { Day } from "../../value/day.ts";
import { compileListing } from "../../value/listing-periods.ts";
import { formatPeriod } from "../../value/month.ts";
import type { LoweredProduct } from "./product.ts";

/** The months of a product that are listed on a day; undefined where that cannot be told, which has its own finding at the product. */
export function listedOf({ on }: { readonly on: LoweredProduct }, world: DateWorld, day: Day): Set<string> | undefined {
  const listing = compileListing(on.listing.rule, world, on.productDates);
  const found = listing.ok ? listing.value.on(day) : undefined;
  return found?.ok === true
    ? new Set(found.value.map((one) => formatPeriod(on.productDates.period, one.period)))
    : undefined;
}

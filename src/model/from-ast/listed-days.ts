import type { DateWorld } from "../../value/date-rule-node.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import { type Day, parseDay } from "../../value/day.ts";
import { compileListing } from "../../value/listing-periods.ts";
import type { ListingRule } from "../../value/listing.ts";

type Listed = { readonly rule: ListingRule; readonly dates: ProductDates };

/**
 * The day on which each period of a product was listed, for dates that are fixed then. The listing of a product is worked out when it is
 * first asked about, up to `asOf`. A period that would have gone before the first day counts as one of the first, and so does each that is
 * asked about while the listing is being worked out.
 */
export function listedDays(
  products: ReadonlyMap<string, Listed>,
  world: () => DateWorld,
  asOf: Day,
): DateWorld["listedOn"] {
  type Known = { readonly since: Map<number, Day>; readonly first: Day; done: boolean };
  const known = new Map<string, Known>();
  return (id, period) => {
    const product = products.get(id);
    const first = product && parseDay(product.rule.first);
    if (product === undefined || first === undefined) return undefined;
    let own = known.get(id);
    if (own === undefined) {
      own = { since: new Map(), first, done: false };
      known.set(id, own);
      const { since } = own;
      const listing = compileListing(product.rule, world(), product.dates, (one, day) => since.set(one, day));
      if (listing.ok) listing.value.on(asOf);
      own.done = true;
    }
    const later = own.done && period > Math.min(...own.since.keys());
    return own.since.get(period) ?? (later ? undefined : first);
  };
}

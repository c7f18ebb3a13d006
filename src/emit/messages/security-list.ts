import type { Contract } from "../../prove/regulation/rule.ts";
import { field, group, type Item } from "./item.ts";

/**
 * All instruments of a contract as one SecurityList: each with its rules of trading beside the instrument, where a definition has them by market
 * segment. The list is complete, so the fragment is its last.
 */
export function securityList(definitions: readonly (readonly Item[])[], { id, clause, venueClause }: Contract): Item[] {
  const exchange = definitions[0]?.find((one) => one.name === "SecurityExchange");
  const market = exchange !== undefined && "value" in exchange ? exchange : undefined;
  return [
    ...field("SecurityListID", id, clause),
    ...field("TotNoRelatedSym", definitions.length, clause),
    ...field("MarketID", market?.value, ...(market?.clauses ?? [venueClause])),
    ...field("LastFragment", "Y", clause),
    ...group("NoRelatedSym", definitions.map(listed)),
  ];
}

/** What stands behind the rules of trading in an entry of a list, in its order. */
const BEHIND: readonly string[] = ["NoUnderlyings", "Currency", "NoLegs"];

function listed(items: readonly Item[]): Item[] {
  const rules = items.flatMap((one) => ("entries" in one && one.name === "NoMarketSegments" ? one.entries.flat() : []));
  return [
    ...items.filter((one) => one.name !== "NoMarketSegments" && !BEHIND.includes(one.name)),
    ...rules,
    ...BEHIND.flatMap((name) => items.filter((one) => one.name === name)),
  ];
}

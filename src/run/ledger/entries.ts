import type { SettlementDay } from "../../model/generated/settlement.ts";
import { unitsOf } from "./contracts.ts";
import type { Entry } from "./write.ts";

type Paid = { readonly account: string; readonly owner: string; readonly amount: string };

/** What accounts receive of all that calculators settle row by row: premiums, exercises, marks, funding and deliveries. */
export function rowEntries(day: SettlementDay, ownerOf: (account: string) => string): Entry[] {
  const entries: Entry[] = [];
  const put = (product: string, currency: string, paid: readonly (Paid & { readonly kind: string })[]): void => {
    const decimals = Math.max(0, ...paid.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
    for (const { account, owner, amount, kind } of paid)
      entries.push({ account, owner, product, currency, kind, decimals, units: unitsOf(amount, decimals) });
  };
  for (const { product, currency, payments, exercises } of day.options ?? [])
    put(product, currency, [
      ...payments.map((one) => ({ ...one, kind: "variation" })),
      ...exercises.flatMap(({ accounts }) => accounts.map((one) => ({ ...one, kind: "exercise" }))),
    ]);
  for (const { product, currency, payments, intervals } of day.perpetuals ?? [])
    put(product, currency, [
      ...payments.map((one) => ({ ...one, kind: "variation" })),
      ...intervals.flatMap((one) => one.payments.map((paid) => ({ ...paid, kind: "funding" }))),
    ]);
  for (const { product, currency, deliveries = [] } of day.products)
    put(
      product,
      currency,
      deliveries.flatMap(({ kind, payer, receiver, amount }) => [
        { account: receiver, owner: ownerOf(receiver), amount, kind: `delivery-${kind}` },
        { account: payer, owner: ownerOf(payer), amount: negated(amount), kind: `delivery-${kind}` },
      ]),
    );
  return entries;
}

function negated(amount: string): string {
  return amount.startsWith("-") ? amount.slice(1) : `-${amount}`;
}

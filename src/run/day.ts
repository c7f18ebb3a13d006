import { diagnostic, type Diagnostic, sortDiagnostics } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import type { OptionDay, PerpetualDay, ProductDay, SettlementDay } from "../model/generated/settlement.ts";
import { toFixed } from "../runtime/exact.ts";
import type { DayInput, Desk, ProductOutput } from "./desk.ts";
import { deliveriesOf, deliveryAmounts, strangeDeliveries } from "./deliveries.ts";
import { notePositions, strangePositions, sumOf, variationMargins } from "./margin.ts";
import { optionAmounts, optionDay } from "./option-day.ts";
import { strangeOptions } from "./option-desk.ts";
import { perpetualAmounts, perpetualDay, strangePerpetuals } from "./perpetual-day.ts";
import { contractsRead } from "./final.ts";
import { monthsOfDay } from "./months.ts";
import { strangeRows } from "./observations.ts";
import { pricesOfVersions, versionOf, versionOfDay } from "./versions.ts";

/** A settled day, or everything that keeps it from being one; there is nothing in between. */
export type DayOutcome =
  | { readonly kind: "settled"; readonly day: SettlementDay }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

type ProductOutcome = { readonly settled: ProductDay | undefined; readonly determined: boolean };

/** Settles one day: reference prices, daily and final settlements, and what every account receives or pays. */
export function settleDay(day: DayInput): DayOutcome {
  const problems: Diagnostic[] = [
    ...[...otherDays(day), ...strangeRows(day), ...strangePositions(day)],
    ...[...strangeOptions(day), ...strangeDeliveries(day)],
  ];
  const done = new Map<string, ProductDay>();
  const outcomes = inOrder(day.products).map((output) => {
    const outcome = settleProduct({ day, output, problems, settled: done });
    if (outcome.settled !== undefined) done.set(output.engine.product.id, outcome.settled);
    return outcome;
  });
  const products = day.products.flatMap(({ engine }) => done.get(engine.product.id) ?? []);
  const options = day.options.flatMap((output) => {
    const future = products.find(({ product }) => product === output.option.product.on);
    return future === undefined ? [] : (optionDay({ day, output, future, problems }) ?? []);
  });
  problems.push(...strangePerpetuals(day));
  const perpetuals = (day.perpetuals ?? []).flatMap((output) => perpetualDay({ day, output, problems }) ?? []);
  const { determination } = day;
  if (problems.length === 0 && determination !== undefined && !outcomes.some(({ determined }) => determined)) {
    const { of, month, settlement } = determination.data;
    const named = [of, month, settlement].filter((one) => one !== undefined).join(" ");
    problems.push(diagnostic("determination-unused", determination.place("/of"), { of: named }));
  }
  if (problems.length > 0) return { kind: "refused", diagnostics: sortDiagnostics(onceEach(problems)) };
  const settled = {
    ...(perpetuals.length === 0 ? {} : { perpetuals }),
    ...(options.length === 0 ? {} : { options }),
  };
  const totals = totalsOf(day, products, options, perpetuals);
  return { kind: "settled", day: { format: "tenor-settlement/1", date: day.date, products, ...settled, ...totals } };
}

/** Products behind those whose settlements they read; no two read one another, which is proved of every spec. */
function inOrder(products: readonly ProductOutput[]): ProductOutput[] {
  const ordered: ProductOutput[] = [];
  const place = (one: ProductOutput): void => {
    if (ordered.includes(one)) return;
    for (const read of contractsRead(one)) {
      const other = products.find(({ engine }) => engine.product.id === read);
      if (other !== undefined) place(other);
    }
    ordered.push(one);
  };
  products.forEach(place);
  return ordered;
}

/** Where months trade by several texts, each text meets the same rows; a finding of one place is said once. */
function onceEach(problems: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ code, message, span }: Diagnostic) => JSON.stringify([code, message, span.source.path, span.start]);
  return [...new Map(problems.map((one) => [key(one), one] as const)).values()];
}

/** Inputs of another day than the one being settled. */
function otherDays({ date, book, market, determination }: DayInput): Diagnostic[] {
  return [book, market, ...(determination === undefined ? [] : [determination])].flatMap((file) =>
    file.data.date === date
      ? []
      : [diagnostic("input-other-day", file.place("/date"), { found: file.data.date, wanted: date })],
  );
}

function settleProduct(desk: Desk): ProductOutcome {
  const { problems, output } = desk;
  const before = problems.length;
  const texts = [output, ...(output.others ?? [])].map((one) => ({ ...desk, output: one }));
  const every = texts.flatMap((one) => one.output.engine.months).sort((a, b) => (a.period < b.period ? -1 : 1));
  const of = monthsOfDay(desk, every);
  if (of === undefined) return { settled: undefined, determined: false };
  notePositions(desk, of);
  const made = texts.map((one) => versionOfDay(one, of));
  const determined = made.some(({ prints }) => prints.determined);
  if (problems.length > before) return { settled: undefined, determined };
  const prices = pricesOfVersions(desk, of, made);
  const deskOf = (month: string): Desk => versionOf(made, month)?.desk ?? desk;
  const margins = prices && variationMargins(desk, prices.months, of.waiting, deskOf);
  const deliveries = prices === undefined ? [] : deliveriesOf(desk, prices.months, deskOf);
  if (prices === undefined || margins === undefined || problems.length > before)
    return { settled: undefined, determined: true };
  const { engine } = output;
  const references = made.flatMap(({ prints }) => prints.references);
  const settled: ProductDay = {
    product: engine.product.id,
    title: engine.product.title,
    currency: engine.payment?.currency ?? engine.price.currency,
    unit: engine.price.unit,
    asOf: engine.asOf,
    ...(of.trade.settlement === undefined ? {} : { settlementTime: of.trade.settlement }),
    ...(of.lead === undefined ? {} : { lead: of.lead }),
    references: references.filter((one, at) => references.findIndex(({ index }) => index === one.index) === at),
    months: [...prices.months],
    ...margins,
    ...(deliveries.length === 0 ? {} : { deliveries }),
  };
  return { settled, determined: determined || prices.determined };
}

type Paid = {
  readonly currency: string;
  readonly balanced: boolean;
  readonly amounts: readonly { readonly account: string; readonly amount: string }[];
};

/** What each account receives or pays over all products, and the sum over all accounts, by currency. */
function totalsOf(
  day: DayInput,
  products: readonly ProductDay[],
  options: readonly OptionDay[],
  perpetuals: readonly PerpetualDay[],
): Pick<SettlementDay, "accounts" | "totals"> {
  const paid: readonly Paid[] = [
    ...products.map(({ currency, payments, balance, deliveries = [] }) => ({
      currency,
      balanced: balance.every(({ net }) => net === "0"),
      amounts: [...payments, ...deliveryAmounts(deliveries)],
    })),
    ...options.map((one) => ({ currency: one.currency, balanced: one.balanced, amounts: optionAmounts(one) })),
    // A perpetual whose positions do not add up to nothing has been refused.
    ...perpetuals.map((one) => ({ currency: one.currency, balanced: true, amounts: perpetualAmounts(one) })),
  ];
  const { positions, options: held = [], perpetuals: open = [] } = day.book.data;
  const owners = new Map([...positions, ...held, ...open].map(({ account, owner }) => [account, owner]));
  const accounts: SettlementDay["accounts"] = [];
  const totals: SettlementDay["totals"] = [];
  for (const currency of [...new Set(paid.map((one) => one.currency))].sort()) {
    const of = paid.filter((one) => one.currency === currency);
    const amounts = of.flatMap((one) => one.amounts);
    const decimals = Math.max(0, ...amounts.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
    for (const account of [...new Set(amounts.map((one) => one.account))].sort()) {
      const own = amounts.filter((one) => one.account === account);
      accounts.push({ account, owner: owners.get(account) ?? "", amount: toFixed(sumOf(own), decimals), currency });
    }
    const balanced = of.every((one) => one.balanced);
    totals.push({ currency, amount: toFixed(sumOf(amounts), decimals), balanced });
  }
  return { accounts, totals };
}

/** The products and options to settle: the one named, or those of the book; nothing to settle and a name that the build lacks are problems. */
export function productsWanted(
  day: Pick<DayInput, "book" | "known">,
  named: string | undefined,
): {
  readonly products: readonly string[];
  readonly options: readonly string[];
  readonly perpetuals: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { book } = day;
  const { products, options, perpetuals = [] } = day.known;
  const known = [...products, ...options, ...perpetuals].join(", ");
  const none = { products: [], options: [], perpetuals: [] };
  if (named !== undefined) {
    if (products.includes(named)) return { ...none, products: [named], diagnostics: [] };
    if (options.includes(named)) return { ...none, options: [named], diagnostics: [] };
    if (perpetuals.includes(named)) return { ...none, perpetuals: [named], diagnostics: [] };
    const unknown = diagnostic("usage-product-unknown", placeOf("--product"), { name: named, known });
    return { ...none, diagnostics: [unknown] };
  }
  const { positions, options: held = [], perpetuals: open = [], instructions = [] } = book.data;
  const { notices = [], failures = [] } = book.data;
  const all = [...positions, ...held, ...open, ...instructions, ...notices, ...failures];
  const wanted = [...new Set(all.map(({ product }) => product))].sort();
  if (wanted.length === 0)
    return { ...none, diagnostics: [diagnostic("nothing-to-settle", placeOf(book.source.path), { known })] };
  return {
    products: products.filter((one) => wanted.includes(one)),
    options: options.filter((one) => wanted.includes(one)),
    perpetuals: perpetuals.filter((one) => wanted.includes(one)),
    diagnostics: [],
  };
}

export type { ProductOutput };

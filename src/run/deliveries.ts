import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Failure, Notice } from "../model/generated/book.ts";
import type { DeliveryDay, MonthDay } from "../model/generated/settlement.ts";
import type { Amount } from "../runtime/book.ts";
import type { Step } from "../runtime/pool.ts";
import { call } from "./calculator.ts";
import { clauseOf, type DayInput, type Desk, noteRefusal, type Origin } from "./desk.ts";
import { formatDay, yearOf } from "../value/day.ts";
import { formatClock, toLocal } from "../value/zone-time.ts";
import { zoneTable } from "../value/zone.ts";
import { comparable, isoDayOf } from "./instant.ts";
import { listed } from "./observations.ts";

type Row<T> = { readonly at: string; readonly row: T };

/**
 * What is invoiced of deliveries announced on the day, at the day's settlement price, and what sides that failed pay; what is refused is noted.
 * `deskOf` is where the text of a month is.
 */
export function deliveriesOf(
  desk: Desk,
  months: readonly MonthDay[],
  deskOf: (month: string) => Desk = () => desk,
): DeliveryDay[] {
  const { book } = desk.day;
  const own = <T extends { readonly product: string }>(all: readonly T[], list: string): Row<T>[] =>
    all.flatMap((row, at) => (row.product === desk.output.engine.product.id ? [{ at: `${list}/${at}`, row }] : []));
  const notices = own(book.data.notices ?? [], "/notices");
  const failures = own(book.data.failures ?? [], "/failures");
  const { delivery } = desk.output.engine.settlement.final;
  const [first] = [...notices, ...failures];
  if (delivery === undefined && first !== undefined)
    return refuse(desk, first.at, "a contract that is delivered", desk.output.engine.product.id) ?? [];
  announcedAlike(desk, notices);
  return [
    ...notices.flatMap((one) => invoiceOf(deskOf(one.row.month), months, one) ?? []),
    ...failures.flatMap((one) => failureOf(deskOf(one.row.month), one) ?? []),
  ];
}

function refuse(desk: Desk, at: string, expected: string, found: string): undefined {
  const origins: Origin[] = [[/^/, () => desk.day.book.place(at)]];
  return noteRefusal(desk, "a delivery", { code: "no-delivery", place: "", expected, found }, origins);
}

/** No account announces or takes more of a month than it holds. */
function announcedAlike(desk: Desk, notices: readonly Row<Notice>[]): void {
  const { positions } = desk.day.book.data;
  for (const [side, sign] of [
    ["seller", -1],
    ["buyer", 1],
  ] as const) {
    const told = new Map<string, number>();
    for (const { at, row } of notices) {
      const key = JSON.stringify([row[side], row.month]);
      const lots = (told.get(key) ?? 0) + row.lots;
      told.set(key, lots);
      const held = positions.find(
        ({ account, product, month }) => account === row[side] && product === row.product && month === row.month,
      );
      const most = Math.max(0, sign * (held?.lots ?? 0));
      if (lots > most) refuse(desk, `${at}/lots`, `at most ${most}, what ${row[side]} holds as ${side}`, String(lots));
    }
  }
}

function invoiceOf(desk: Desk, months: readonly MonthDay[], { at, row }: Row<Notice>): DeliveryDay | undefined {
  const { day, output } = desk;
  const { delivery } = output.engine.settlement.final;
  const month = months.find((one) => one.month === row.month);
  if (month === undefined) {
    const known = listed(months.map((one) => one.month));
    const params = { product: row.product, month: row.month, known };
    desk.problems.push(diagnostic("month-not-listed", day.book.place(`${at}/month`), params));
    return undefined;
  }
  if (delivery === undefined) throw new Error(`${row.product} is not delivered`);
  const { interval, until, zone } = delivery.notice;
  const days = output.engine.months
    .find(({ period }) => period === row.month)
    ?.intervals.find(({ name }) => name === interval);
  if (days !== undefined && (day.date < days.from || day.date > days.to))
    return refuse(desk, `${at}/time`, `a notice from ${days.from} to ${days.to}`, day.date);
  const local = localOf(row.time, zone);
  if (local?.date !== day.date) return refuse(desk, `${at}/time`, `a time of ${day.date} in ${zone}`, row.time);
  if (local.clock >= until.slice(0, 5))
    return refuse(desk, `${at}/time`, `a notice before ${until.slice(0, 5)} in ${zone}`, row.time);
  const { grade, location, lots } = row;
  const input = { grade, location, lots: String(lots), price: month.settlement };
  const found = call<Invoice>(output.calculator, "deliveryInvoice", input);
  if (found.kind === "refused") return refusedAt(desk, at, "the invoice of a delivery", found.refusal);
  const { price, amount, steps } = found.value;
  return {
    kind: "invoice",
    month: row.month,
    ...sides(row, amount.amount.startsWith("-") ? "seller" : "buyer"),
    lots: String(lots),
    grade,
    location,
    price,
    amount: unsigned(amount.amount),
    steps: cited(desk, steps),
  };
}

/** The day and the minute that clocks of a zone show at an instant. */
function localOf(instant: string, zone: string): { readonly date: string; readonly clock: string } | undefined {
  const day = isoDayOf(instant);
  if (day === undefined) return undefined;
  const table = zoneTable(zone, yearOf(day) - 1, yearOf(day) + 1);
  const local = table.ok ? toLocal(table.value, Date.parse(`${comparable(instant).slice(0, 23)}Z`)) : undefined;
  return local?.ok === true
    ? { date: formatDay(local.value.day), clock: formatClock(local.value.time).slice(0, 5) }
    : undefined;
}

type Invoice = { readonly price: string; readonly amount: Amount; readonly steps: readonly Step[] };

function failureOf(desk: Desk, { at, row }: Row<Failure>): DeliveryDay | undefined {
  const { side, price, month } = row;
  const input = { side, price, lots: String(row.lots) };
  const found = call<Omit<Invoice, "price">>(desk.output.calculator, "deliveryFailure", input);
  if (found.kind === "refused") return refusedAt(desk, at, "what a side that failed pays", found.refusal);
  const { amount, steps } = found.value;
  return {
    kind: "failure",
    month,
    ...sides(row, side),
    lots: String(row.lots),
    price,
    amount: unsigned(amount.amount),
    steps: cited(desk, steps),
  };
}

function sides(
  row: { readonly seller: string; readonly buyer: string },
  payer: "seller" | "buyer",
): Pick<DeliveryDay, "payer" | "receiver"> {
  return payer === "buyer" ? { payer: row.buyer, receiver: row.seller } : { payer: row.seller, receiver: row.buyer };
}

const unsigned = (amount: string): string => amount.replace(/^-/, "");

function cited(desk: Desk, steps: readonly Step[]): DeliveryDay["steps"] {
  return steps.map((one) => ({ ...one, clause: clauseOf(desk, one.clause) }));
}

function refusedAt(desk: Desk, at: string, what: string, refusal: Parameters<typeof noteRefusal>[2]): undefined {
  return noteRefusal(desk, what, refusal, [
    [/^(grade|location|lots|price|side)$/, ([field]) => desk.day.book.place(`${at}/${field}`)],
    [/^/, () => desk.day.book.place(at)],
  ]);
}

/** What deliveries pay each account: the payer less, the receiver more. */
export function deliveryAmounts(
  deliveries: readonly DeliveryDay[],
): { readonly account: string; readonly amount: string }[] {
  return deliveries.flatMap(({ payer, receiver, amount }) => [
    { account: payer, amount: /^0(\.0+)?$/.test(amount) ? amount : `-${amount}` },
    { account: receiver, amount },
  ]);
}

/** Deliveries of products that the build does not have. */
export function strangeDeliveries({ book, known }: DayInput): Diagnostic[] {
  return (["notices", "failures"] as const).flatMap((list) =>
    (book.data[list] ?? []).flatMap(({ product }, at) =>
      known.products.includes(product)
        ? []
        : [
            diagnostic("position-product-unknown", book.place(`/${list}/${at}/product`), {
              product,
              known: listed(known.products),
            }),
          ],
    ),
  );
}

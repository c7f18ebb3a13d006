import type { Product } from "../../src/model/model.ts";
import { fraction, type Fraction, read, times } from "./number.ts";

/** How much of the underlying one contract of a month is. */
export function readSize(product: Product, month: string | undefined): Fraction {
  const size = read(product.size.value);
  if (product.flow === undefined || month === undefined) return size;
  return times(size, fraction(BigInt(countOf(product, month))));
}

/** Money per contract for a price of 1: its size, at the fixed rate where it is paid in another currency. */
export function readWorth(product: Product, month: string | undefined): Fraction {
  return times(readSize(product, month), read(product.payment?.rate?.value ?? "1"));
}

/** The currency in which money moves. */
export function readCurrency({ price, payment }: Product): string {
  return payment?.currency ?? price.currency;
}

/** The hours or days of a month; business days are those the table states, which is tested against the calendar's own. */
function countOf({ flow, contracts }: Product, month: string): number {
  const [year = 0, number = 0] = month.split("-").map(Number);
  if (flow?.calendar !== undefined || number === 0 || month.includes("Q") || month.includes("W"))
    return contracts.find(({ period }) => period === month)?.amount?.count ?? 0;
  const [first, next] = [Date.UTC(year, number - 1, 1), Date.UTC(year, number, 1)];
  if (flow?.each === "day") return (next - first) / 86_400_000;
  const zone = flow?.zone ?? "UTC";
  const hours = (from: number, until: number): number => (midnight(until, zone) - midnight(from, zone)) / 3_600_000;
  if (flow?.from === undefined || flow.until === undefined) return hours(first, next);
  // Between two times of each day: as many as the clock says, where no clock is changed between them.
  const [opens, closes] = [flow.from, flow.until].map(
    (time) => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60,
  );
  return ((next - first) / 86_400_000) * ((closes ?? 0) - (opens ?? 0));
}

/** The instant at which a zone's clocks show midnight of the UTC day given, by asking for what they show around it. */
function midnight(day: number, zone: string): number {
  const shows = (instant: number): string => {
    const parts = Object.fromEntries(
      new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      })
        .formatToParts(new Date(instant))
        .map(({ type, value }) => [type, value]),
    );
    return `${parts["year"]}-${parts["month"]}-${parts["day"]} ${parts["hour"]}:${parts["minute"]}`;
  };
  const said = `${new Date(day).toISOString().slice(0, 10)} 00:00`;
  for (let quarter = -56; quarter <= 56; quarter++) {
    const instant = day + quarter * 900_000;
    if (shows(instant) === said) return instant;
  }
  throw new Error(`${zone} has no midnight on ${said}`);
}

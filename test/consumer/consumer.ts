/**
 * A small exchange gateway that knows nothing of Tenor: written against engine.schema.json alone, it imports nothing.
 * It says whether an order may enter the book, or why not. Instants are UTC texts and compare as text; prices become
 * whole price units.
 */
type Side = { numerator: number; denominator: number; rounding: string };

/** The part of engine.json this gateway reads. */
type Config = {
  price: { scale: number; signed: boolean; ticks: { role: string; units: number }[] };
  sessions: {
    calendar: { holidays: { date: string; title: string }[] };
    schedule: { tradeDate: string; sessions: { open: string; close: string }[] }[];
  };
  orders?: { max?: { contracts: number }; block?: { min: number } };
  priceLimits?: { increment: number; bands: { upper: Side; lower: Side }[] };
  months: { code: string; firstOpen: string; lastClose: { utc: string } }[];
};

export type Order = {
  code: string;
  kind: "order" | "block";
  at: string;
  price: string;
  contracts: number;
  /** In price units, where there is one yet; the price band in force is the widest. */
  previousSettlement?: number;
};

export type Answer = { accepted: true; tradeDate: string; units: number } | { accepted: false; reason: string };

const refuse = (reason: string): Answer => ({ accepted: false, reason });

/** Reads engine.json as text; the answer to each order comes from the file and the order alone. */
export function gateway(text: string): (order: Order) => Answer {
  const config = JSON.parse(text) as Config;
  return (order) => {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(order.at)) return refuse("the time is not in UTC");
    const month = config.months.find(({ code }) => code === order.code);
    if (month === undefined) return refuse("no such month is listed");
    if (order.at < month.firstOpen) return refuse("the month is not open yet");
    if (order.at >= month.lastClose.utc) return refuse("the month has expired");
    const day = tradeDay(config, order.at);
    if (day === undefined) return refuse(closedBecause(config, order.at));
    const size = sizeProblem(config, order);
    if (size !== undefined) return refuse(size);
    const units = toUnits(order.price, config.price.scale);
    const tick = config.price.ticks.find(({ role }) => role === "outright");
    if (units === undefined || tick === undefined) return refuse("the price is off tick");
    if (units < 0 && !config.price.signed) return refuse("the price is negative");
    if (units % tick.units !== 0) return refuse("the price is off tick");
    if (outsideBand(config, units, order.previousSettlement)) return refuse("the price is outside the band");
    return { accepted: true, tradeDate: day.tradeDate, units };
  };
}

function tradeDay({ sessions }: Config, at: string) {
  return sessions.schedule.find((day) => day.sessions.some(({ open, close }) => open <= at && at < close));
}

/** Between two trade dates lies a holiday or only the pause. */
function closedBecause({ sessions }: Config, at: string): string {
  const next = sessions.schedule.find((day) => day.sessions.some(({ open }) => open > at));
  const before = sessions.schedule.findLast((day) => day.sessions.some(({ close }) => close <= at));
  const holidays = sessions.calendar.holidays.filter(
    ({ date }) => date > (before?.tradeDate ?? "") && date < (next?.tradeDate ?? "9999"),
  );
  const holiday = holidays.findLast(({ date }) => date <= at.slice(0, 10)) ?? holidays[0];
  return holiday === undefined ? "outside the session" : `closed: ${holiday.title}`;
}

function sizeProblem({ orders }: Config, { kind, contracts }: Order): string | undefined {
  if (!Number.isSafeInteger(contracts) || contracts < 1) return "the size is no whole number of contracts";
  if (kind === "block") {
    if (orders?.block === undefined) return "blocks are not traded";
    return contracts < orders.block.min ? "the block is too small" : undefined;
  }
  return orders?.max !== undefined && contracts > orders.max.contracts ? "the order is too large" : undefined;
}

/** `2.345` at scale 4 is 23450; a price with more decimals than a price unit has is none. */
function toUnits(price: string, scale: number): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(price);
  if (match === null) return undefined;
  const [, sign, whole, decimals = ""] = match;
  if (decimals.length > scale) return undefined;
  const units = Number(`${sign}${whole}${decimals.padEnd(scale, "0")}`);
  return Number.isSafeInteger(units) ? units : undefined;
}

function outsideBand({ priceLimits }: Config, units: number, previous: number | undefined): boolean {
  const band = priceLimits?.bands.at(-1);
  if (priceLimits === undefined || band === undefined || previous === undefined) return false;
  const at = (side: Side) => bandSteps(previous, side) * priceLimits.increment;
  return units > at(band.upper) || units < at(band.lower);
}

/** previous × numerator / denominator in whole steps; products of prices and shares need more than 53 bits. */
export function bandSteps(previous: number, { numerator, denominator, rounding }: Side): number {
  const [n, d] = [BigInt(previous) * BigInt(numerator), BigInt(denominator)];
  const [floor, twice] = [n / d, 2n * (n % d) - d];
  const up: Record<string, boolean> = {
    up: n % d > 0n,
    down: false,
    "half-up": twice >= 0n,
    "half-away": twice >= 0n,
    "half-down": twice > 0n,
    "half-even": twice > 0n || (twice === 0n && floor % 2n === 1n),
    away: n % d > 0n,
    "toward-zero": false,
  };
  return Number(floor) + (up[rounding] ? 1 : 0);
}

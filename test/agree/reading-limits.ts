import { fraction, type Fraction, over, plus, read, times } from "./number.ts";

/** The second reading of limits: from limits.json, a book, a file of owners and deltas to what is above a level. Slow and plain; it shares no line with the first. */

type Level = {
  scope: string;
  type: string;
  contracts: number;
  from: string;
  fromEdge: string;
  to: string;
  toEdge: string;
};
type Month = {
  code: string;
  period: string;
  lastDay: string;
  averaging?: string[];
  underlying?: { product: string; period: string };
  levels: Level[];
};
export type Table = {
  product: { id: string };
  counting: { value: string };
  diminishing?: { remainder: string };
  aggregate: { product: string; ratio: string; into: boolean }[];
  aggregation?: { share?: string };
  allMonths: { type: string; contracts: number }[];
  months: Month[];
};
export type Position = {
  account: string;
  owner: string;
  product: string;
  month?: string;
  series?: string;
  lots: number;
};
type Interest = { holder: string; of: string; share: string; control?: boolean; except?: { kind: string } };
type Grant = {
  owner: string;
  product: string;
  kind: string;
  scope: string;
  month?: string;
  contracts: number;
  from: string;
  until: string;
};
export type World = {
  date: string;
  edge: string;
  tables: Table[];
  rows: Position[];
  deltas: Record<string, string>;
  interests: Interest[];
  groups: { name: string; accounts: string[] }[];
  exemptions: Grant[];
};

/** One position above a level, as one line of words. */
export function aboveLevels(world: World): string[] {
  return world.tables.flatMap((table) => holders(world, table).flatMap((holder) => judged(world, table, holder)));
}

/** How many contracts of `into` one of `product` is; undefined where it does not count. */
function ratioOf(tables: Table[], product: string, into: string, seen: string[] = []): Fraction | undefined {
  if (product === into) return fraction(1n);
  if (seen.includes(product)) return undefined;
  for (const table of tables)
    for (const one of table.aggregate) {
      const [from, to] = one.into ? [table.product.id, one.product] : [one.product, table.product.id];
      if (from !== product) continue;
      const rest = ratioOf(tables, to, into, [...seen, product]);
      if (rest !== undefined) return times(read(one.ratio), rest);
    }
  return undefined;
}

/** The share that `holder` has of `owner` by every way, control as the whole. */
function shareOf(interests: Interest[], holder: string, owner: string): Fraction {
  if (holder === owner) return fraction(1n);
  return interests
    .filter((one) => one.holder === holder && one.except === undefined)
    .map((one) => times(one.control === true ? fraction(1n) : read(one.share), shareOf(interests, one.of, owner)))
    .reduce(plus, fraction(0n));
}

const atLeast = (a: Fraction, b: Fraction): boolean => a.top * b.bottom >= b.top * a.bottom;

function countsFor({ groups, interests }: World, table: Table, row: Position, holder: string): boolean {
  const group = groups.find((one) => one.accounts.includes(row.account));
  if (group !== undefined && holder === `group ${group.name}`) return true;
  if (holder === row.owner) return true;
  return (
    interests.some((one) => one.holder === holder) &&
    atLeast(shareOf(interests, holder, row.owner), read(table.aggregation?.share ?? "2"))
  );
}

function holders(world: World, table: Table): string[] {
  const all = new Set([
    ...world.rows.map((one) => one.owner),
    ...world.interests.map((one) => one.holder),
    ...world.groups.map((one) => `group ${one.name}`),
  ]);
  return [...all].filter((one) => world.rows.some((row) => countsFor(world, table, row, one)));
}

/** The month of `table` that a row counts in, and how many of its contracts it is. */
function counted(world: World, table: Table, row: Position): { period: string; contracts: Fraction } | undefined {
  const ratio = ratioOf(world.tables, row.product, table.product.id);
  const own = world.tables.find((one) => one.product.id === row.product);
  const month = own?.months.find((one) =>
    row.series === undefined ? one.period === row.month : one.code === row.series.split(" ")[0],
  );
  if (ratio === undefined || month === undefined) return undefined;
  const delta = row.series === undefined ? fraction(1n) : read(world.deltas[row.series] as string);
  const period = row.product === table.product.id ? month.period : (month.underlying?.period ?? month.period);
  return { period, contracts: times(times(fraction(BigInt(row.lots)), ratio), delta) };
}

const before = (day: string, edge: string, other: string, otherEdge: string): boolean =>
  day < other || (day === other && edge === "open" && otherEdge === "close");

function inForce(month: Month, type: string, { date, edge }: World): Level | undefined {
  return month.levels.find((one) => {
    if (one.type !== type || before(date, edge, one.from, one.fromEdge)) return false;
    const ended = !before(date, edge, one.to, one.toEdge);
    return !ended || (one.to === month.lastDay && one.toEdge === "close" && date === month.lastDay && edge === "close");
  });
}

/** What is left of contracts, in units of which each row is a whole number: day by day, one part of as many as there are days, the larger ones first or last. */
function diminished(units: bigint, gone: number, days: number, first: boolean): bigint {
  if (days === 0) return units;
  const size = units < 0n ? -units : units;
  const parts = Array.from({ length: days }, (_, at) => {
    const larger = first ? at < Number(size % BigInt(days)) : at >= days - Number(size % BigInt(days));
    return size / BigInt(days) + (larger ? 1n : 0n);
  });
  const left = parts.slice(gone).reduce((sum, one) => sum + one, 0n);
  return units < 0n ? -left : left;
}

function judged(world: World, table: Table, holder: string): string[] {
  const rows = world.rows.filter((row) => countsFor(world, table, row, holder));
  const positions = rows.flatMap((row) => counted(world, table, row) ?? []);
  if (positions.length === 0) return [];
  // The unit is the least of which all rows that count towards the table are whole numbers, whoever holds them.
  const all = world.rows.flatMap((row) => {
    const found = counted(world, table, { ...row, lots: 1 });
    return found === undefined ? [] : [found.contracts.bottom];
  });
  const unit = all.reduce((least, one) => (least * one) / divisor(least, one), 1n);
  const sides = table.counting.value === "each-side" ? [1n, -1n] : [0n];
  return sides.flatMap((side) => {
    const sums = new Map<string, bigint>();
    for (const { period, contracts } of positions) {
      if (side !== 0n && contracts.top * side < 0n) continue;
      sums.set(period, (sums.get(period) ?? 0n) + (contracts.top * unit) / contracts.bottom);
    }
    let total = 0n;
    const said = [...sums].flatMap(([period, sum]) => {
      const month = table.months.find((one) => one.period === period);
      const days = month?.averaging ?? [];
      const gone = days.filter((day) => !before(world.date, world.edge, day, "close")).length;
      const units = diminished(sum, gone, days.length, table.diminishing?.remainder === "first-days");
      total += units;
      if (month === undefined) return [];
      const [limit, ask] = [inForce(month, "limit", world), inForce(month, "accountability", world)];
      return verdict(world, table, holder, { units, unit, limit, ask, month: period });
    });
    const [limit, ask] = ["limit", "accountability"].map((type) => {
      const found = table.allMonths.find((one) => one.type === type);
      return found === undefined ? undefined : { contracts: found.contracts, scope: "all-months" };
    });
    return [...said, ...verdict(world, table, holder, { units: total, unit, limit, ask })];
  });
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

type Asked = { contracts: number; scope: string } | undefined;

function verdict(
  { exemptions, date }: World,
  table: Table,
  holder: string,
  { units, unit, limit, ask, month }: { units: bigint; unit: bigint; limit: Asked; ask: Asked; month?: string },
): string[] {
  const size = units < 0n ? -units : units;
  const granted = exemptions
    .filter((one) => one.owner === holder && one.product === table.product.id && one.scope === limit?.scope)
    .filter((one) => one.from <= date && date <= one.until && (one.month === undefined || one.month === month))
    .map((one) => one.contracts);
  const level = limit === undefined ? undefined : Math.max(limit.contracts, ...granted);
  const position = over(fraction(units), fraction(unit));
  const words = (kind: string, scope: string, of: number): string =>
    [kind, holder, table.product.id, scope, month ?? "all", `${position.top}/${position.bottom}`, of].join(" ");
  if (level !== undefined && limit !== undefined && size > BigInt(level) * unit)
    return [words("breach", limit.scope, level)];
  if (ask !== undefined && size > BigInt(ask.contracts) * unit)
    return [words("accountability", ask.scope, ask.contracts)];
  return [];
}
